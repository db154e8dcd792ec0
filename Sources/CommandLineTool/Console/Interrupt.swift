import Foundation
import Synchronization

private let interruptCount = Atomic<Int>(0)

/// Ctrl-C: the first asks the work to stop and report what is known, the second ends the program.
enum Interrupt {
  static var isRequested: Bool { interruptCount.load(ordering: .relaxed) > 0 }

  static func install() {
    signal(SIGINT) { _ in
      if interruptCount.wrappingAdd(1, ordering: .relaxed).oldValue > 0 { _exit(130) }
    }
  }
}
