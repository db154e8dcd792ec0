/// Why the kernel refuses something.
package enum KernelError: Error, Hashable, Sendable {
  /// A number of an index term does not fit a word.
  case overflow
  /// A polynomial has more terms, or a higher degree, than the kernel handles.
  case tooLarge
  /// A rule's side condition that is not met, in words.
  case refused(String)
}
