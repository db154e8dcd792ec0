/// The project that files for Lean belong to: one release of Lean, and Mathlib's of the same number.
enum LeanProject {
  static let release = "v4.15.0"

  /// What a file says of how it was tried.
  static let note = """
    Written for Lean \(release.dropFirst()) and Mathlib \(release), with lean-toolchain and lakefile.toml beside it. It was not compiled where
    it was written: Lean's word on it is still to be heard. In its folder: lake exe cache get; lake build
    """

  /// The project's files, for modules in its folder.
  static func files(modules: [String]) -> [(name: String, text: String)] {
    let roots = modules.map { "\"\($0)\"" }.joined(separator: ", ")
    return [
      ("lean-toolchain", "leanprover/lean4:\(release)\n"),
      (
        "lakefile.toml",
        """
        name = "exported"
        defaultTargets = ["Exported"]

        [[require]]
        name = "mathlib"
        scope = "leanprover-community"
        rev = "\(release)"

        [[lean_lib]]
        name = "Exported"
        roots = [\(roots)]

        """
      ),
    ]
  }
}
