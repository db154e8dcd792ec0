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
    // Whoever starts the program from a thread that blocks signals hands that on.
    var interrupt = sigset_t()
    sigemptyset(&interrupt)
    sigaddset(&interrupt, SIGINT)
    pthread_sigmask(SIG_UNBLOCK, &interrupt, nil)
  }
}
