/// The version of the program.
package enum Version {
  /// Semantic version, without a `v`.
  package static let current = "0.1.0"
  /// The date of the manual pages, in mdoc's form. It changes with the version, not with the build.
  package static let date = "September 1, 2026"
}
