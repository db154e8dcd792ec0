/// How a report is written.
package enum ReportFormat: String, CaseIterable, Sendable { case text, json }
