public import Core

/// Why Strata does not serve a token.
extension Failure.Reason {
  /// The token may not use Strata: it lacks the scope `strata:read`, or the plan of the space has no Strata.
  public static let strataNeedsScope = Failure.Reason("strata-needs-scope")
  /// The plan of the space has no Strata, as the service says.
  public static let strataNeedsPlan = Failure.Reason("strata-needs-plan")
}
