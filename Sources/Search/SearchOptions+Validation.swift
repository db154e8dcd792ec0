import Claims
import Inputs

extension SearchOptions {
  /// Refuses limits that are none.
  ///
  /// - Throws: an `InputError` that says what would be right.
  func validate() throws(InputError) {
    if let instances, instances < 1 {
      throw InputError(file: "", message: "the number of instances must be at least 1, not \(instances)")
    }
    if let seconds, !(seconds > 0 && seconds.isFinite) {
      throw InputError(file: "", message: "the limit in seconds must be a positive number, not \(seconds)")
    }
    for (name, range) in sizes where range.lowerBound < 0 || range.upperBound > Size.largest {
      throw InputError(
        file: "",
        message: "sizes go from 0 to \(Size.largest), not \(name) = \(range.lowerBound)..\(range.upperBound)")
    }
  }
}
