public import Core

/// Selects among a service's public endpoints.
public struct EndpointOptions: Sendable, Equatable {
  /// Whether FIPS 140 endpoints are used.
  public var fips: Bool
  /// Whether dual-stack (IPv6 and IPv4) endpoints are used.
  public var dualStack: Bool
  /// Whether the oldest regions use the global endpoint of STS, as SDKs did before 2022.
  public var legacySTS: Bool

  /// Makes options; the default is the standard endpoints.
  public init(fips: Bool = false, dualStack: Bool = false, legacySTS: Bool = false) {
    self.fips = fips
    self.dualStack = dualStack
    self.legacySTS = legacySTS
  }

  /// Options from `AWS_USE_FIPS_ENDPOINT`, `AWS_USE_DUALSTACK_ENDPOINT` and `AWS_STS_REGIONAL_ENDPOINTS`, else from the
  /// keys `use_fips_endpoint`, `use_dualstack_endpoint` and `sts_regional_endpoints` of the profile.
  ///
  /// - Parameters:
  ///   - profile: the value of a key of the selected profile.
  ///   - isFIPSRegion: whether the region was given by a legacy FIPS name.
  /// - Throws: `Failure` with code `bad_config` if `sts_regional_endpoints` is neither `regional` nor `legacy`.
  public init(
    environment: Environment, profile: (String) -> Setting<String>?, isFIPSRegion: Bool = false
  ) throws(Failure) {
    func chosen(_ variable: Variable, _ key: String) -> Setting<String>? {
      environment.setting(variable) ?? profile(key).flatMap { $0.value.isEmpty ? nil : $0 }
    }
    func isTrue(_ setting: Setting<String>?) -> Bool { setting?.value.lowercased() == "true" }

    fips = isFIPSRegion || isTrue(chosen(.useFIPS, "use_fips_endpoint"))
    dualStack = isTrue(chosen(.useDualStack, "use_dualstack_endpoint"))
    let sts = chosen(.stsEndpoints, "sts_regional_endpoints")
    switch sts?.value.lowercased() {
    case nil, "regional": legacySTS = false
    case "legacy": legacySTS = true
    default:
      throw Failure(
        .badConfig, "\(sts?.origin.place ?? "sts_regional_endpoints") must be regional or legacy",
        hint: "remove it: regional is the default")
    }
  }
}
