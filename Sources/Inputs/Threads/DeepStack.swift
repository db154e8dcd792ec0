import CMPFR
import Foundation

/// Runs `body` on a thread with a stack that the deepest tree the language admits fits on.
///
/// Parsing, checking, printing and evaluating recurse with the nesting of the text (up to
/// `Syntax.nestingLimit`), and the stacks of ordinary threads may be as small as 512 KB. Waits for
/// the result; runs `body` in place where the current thread has a deep stack already.
package func withDeepStack<Value: Sendable, Failure: Error>(
  _ body: () throws(Failure) -> Value
) throws(Failure) -> Value {
  if DeepStack.isCurrent { return try body() }
  let result: Result<Value, Failure> = withoutActuallyEscaping(body) { body in
    let job = DeepStack.Job<Result<Value, Failure>> {
      do throws(Failure) {
        return .success(try body())
      } catch {
        return .failure(error)
      }
    }
    return DeepStack.run(job)
  }
  return try result.get()
}

/// The thread behind `withDeepStack`.
enum DeepStack {
  /// Address space, not memory: pages are taken as they are touched.
  static let size = 512 << 20

  /// Holds a pointer that is not null on the threads that `run` starts.
  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    let code = pthread_key_create(&key, nil)
    precondition(code == 0, "no thread-specific key is left")
    return key
  }()

  static var isCurrent: Bool { pthread_getspecific(key) != nil }

  /// What a thread is to compute, and where it leaves the result. The starter waits for the thread's
  /// end before it reads, so the two never touch it at once.
  final class Job<Output>: AnyJob, @unchecked Sendable {
    private let work: () -> Output
    private(set) var output: Output?
    init(_ work: @escaping () -> Output) { self.work = work }
    override func perform() { output = work() }
  }

  class AnyJob {
    func perform() {}
  }

  static func run<Output>(_ job: Job<Output>) -> Output {
    // A limit on address space may forbid the full size.
    var stack = size
    while !start(job, stack: stack) {
      stack /= 2
      if stack < 1 << 20 {
        job.perform()
        break
      }
    }
    guard let output = job.output else { preconditionFailure("the thread ended without a result") }
    return output
  }

  /// Starts a thread and waits for its end; false where the system gives none of this size.
  private static func start(_ job: AnyJob, stack: Int) -> Bool {
    var attributes = pthread_attr_t()
    guard pthread_attr_init(&attributes) == 0 else { return false }
    defer { pthread_attr_destroy(&attributes) }
    guard pthread_attr_setstacksize(&attributes, stack) == 0 else { return false }
    let argument = Unmanaged.passRetained(job)
    #if canImport(Darwin)
      var thread: pthread_t?
      let code = pthread_create(&thread, &attributes, { DeepStack.main($0) }, argument.toOpaque())
    #else
      var thread = pthread_t()
      let code = pthread_create(&thread, &attributes, { DeepStack.main($0) }, argument.toOpaque())
    #endif
    guard code == 0 else {
      argument.release()
      return false
    }
    #if canImport(Darwin)
      if let thread { pthread_join(thread, nil) }
    #else
      pthread_join(thread, nil)
    #endif
    return true
  }

  private static func main(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument else { return nil }
    pthread_setspecific(key, argument)
    Unmanaged<AnyJob>.fromOpaque(argument).takeRetainedValue().perform()
    // MPFR keeps constants per thread; nobody else lets go of them.
    mpfr_free_cache2(MPFR_FREE_LOCAL_CACHE)
    pthread_setspecific(key, nil)
    return nil
  }
}

/// Keeps a deep tree alive, and lets go of it on a deep stack: releasing recurses with the tree too.
///
/// A value that holds a deep tree holds this as its last member, so that the tree's other owner is
/// released before.
package final class DeepRelease: @unchecked Sendable {
  /// Trees less deep than this are released wherever they are.
  static let threshold = 100

  private var tree: (any Sendable)?

  /// Nil where the tree is not deep.
  package init?(_ tree: any Sendable, depth: Int) {
    guard depth > Self.threshold else { return nil }
    self.tree = tree
  }

  deinit { withDeepStack { tree = nil } }
}
