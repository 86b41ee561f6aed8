/// The one place that says which version this is.
package enum Version {
  /// Semantic version, without a `v`.
  package static let current = "0.1.0"
  /// The date of the manual pages, as mdoc wants it: they change with the version, not with the day of the build.
  package static let date = "September 1, 2026"
}
