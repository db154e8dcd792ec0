import Foundation
import Synchronization

private let interruptCount = Atomic<Int>(0)

/// Ctrl-C and SIGTERM: the first asks the work to stop and report what is known, the second ends the program.
package enum Interrupt {
  /// How long the work has for coming to an end by itself, in seconds.
  private static let grace = 0.5

  static var isRequested: Bool { interruptCount.load(ordering: .relaxed) > 0 }

  static func install() {
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        if interruptCount.wrappingAdd(1, ordering: .relaxed).oldValue > 0 { _exit(128 + number) }
      }
      sigaddset(&signals, number)
    }
    // Whoever starts the program from a thread that blocks signals hands that on.
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  /// Installs the handlers and, where the work has not come to an end by itself soon after an interrupt, has
  /// `report` say on a thread of its own what is known and with which status the program is to end.
  ///
  /// So an interrupt is obeyed within a second whatever the work is at. `report` has to see to it that nothing
  /// else writes after it.
  static func install(otherwise report: @escaping @Sendable () -> Int32) {
    install()
    let thread = Thread {
      while !isRequested { Thread.sleep(forTimeInterval: 0.05) }
      Thread.sleep(forTimeInterval: grace)
      _exit(report())
    }
    thread.stackSize = 8 << 20
    thread.start()
  }
}
