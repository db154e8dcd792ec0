import ArgumentParser
import Foundation
import Inputs
import SSMProof

/// What the exit status says.
enum ExitStatus: Int32 {
  case asExpected = 0
  case unexpected = 1
  case badInput = 2
  case undecided = 3
  case fault = 70

  var code: ExitCode { ExitCode(rawValue) }
}

@main
struct SSMProofCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ssmproof",
    abstract: "Settles claims about state-space sequence models.",
    discussion: """
      Exit status: 0 all as expected; 1 a theorem came out other than expected; 2 bad input; 3 undecided; \
      70 a fault of the program itself.
      """,
    version: ssmProofVersion,
    subcommands: [
      CheckCommand.self, ProveCommand.self, SampleCommand.self, ListCommand.self, ReplayCommand.self,
      AuditCommand.self,
    ])

  /// Runs the command with the exit statuses of this program in place of the parser's own.
  static func main() {
    Console.ignoreBrokenPipes()
    let names = configuration.subcommands.compactMap { $0.configuration.commandName }
    if let complaint = CommandNames.complaint(about: Array(CommandLine.arguments.dropFirst()), among: names) {
      Console.complain(complaint)
      Foundation.exit(ExitStatus.badInput.rawValue)
    }
    var parsed: any ParsableCommand.Type = Self.self
    do {
      var command = try parseAsRoot()
      parsed = type(of: command)
      try command.run()
    } catch let status as ExitCode {
      Foundation.exit(status.rawValue)
    } catch let error as InputError {
      Console.complain(error.rendered)
      Foundation.exit(ExitStatus.badInput.rawValue)
    } catch let error as Console.OutputError {
      Console.complain("ssmproof: \(error)")
      Foundation.exit(ExitStatus.fault.rawValue)
    } catch {
      let code = exitCode(for: error)
      // Help and version are not errors.
      if code == .success { exit(withError: error) }
      if code == .validationFailure {
        Console.complain(
          OptionNames.completed(complaint(of: error, in: parsed), Array(CommandLine.arguments)))
        Foundation.exit(ExitStatus.badInput.rawValue)
      }
      Console.complain("ssmproof: a fault of the program itself: \(error)")
      Foundation.exit(ExitStatus.fault.rawValue)
    }
  }

  /// The parser's words; what a command itself refuses is told with that command's usage.
  private static func complaint(of error: any Error, in command: any ParsableCommand.Type) -> String {
    guard let refusal = error as? ValidationError, let name = command.configuration.commandName else {
      return fullMessage(for: error)
    }
    return "Error: \(refusal.message)\n  See 'ssmproof \(name) --help' for more information."
  }
}
