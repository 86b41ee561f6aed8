public import Core

/// Finds mistakes in a configuration: values that override others, and implausible values. It performs no I/O.
public struct Diagnosis: Sendable {
  /// Options, variables and `.env`.
  public var settings: Settings
  /// The AWS configuration.
  public var configuration: AWSConfiguration
  /// The result of the search for credentials.
  public var resolution: CredentialResolution
  /// Whether group or others may read the credentials file.
  public var isCredentialsFileOpen: Bool
  /// By how many seconds the local clock is ahead of AWS's; nil if not measured.
  public var clockSkew: Int?

  /// Makes a diagnosis.
  public init(
    settings: Settings, configuration: AWSConfiguration, resolution: CredentialResolution,
    isCredentialsFileOpen: Bool = false, clockSkew: Int? = nil
  ) {
    self.settings = settings
    self.configuration = configuration
    self.resolution = resolution
    self.isCredentialsFileOpen = isCredentialsFileOpen
    self.clockSkew = clockSkew
  }

  /// The notices, most important first.
  public var notices: [Notice] {
    clock + shadows + keys + doubles + empties + files + places
  }

  var environment: Environment { settings.environment }

  /// The origin of the credentials, found or deferred.
  var origin: CredentialOrigin? {
    switch resolution.result {
    case .found(let resolved): resolved.origin
    case .deferred(let origin): origin
    case .failed: nil
    }
  }

  private var clock: [Notice] {
    guard let clockSkew, abs(clockSkew) > 60 else { return [] }
    return [
      Notice(
        "this machine's clock is \(RelativeTime.span(Double(clockSkew.magnitude))) \(clockSkew > 0 ? "ahead of" : "behind") AWS's",
        hint: "set it: AWS refuses signatures that are more than 5 minutes off")
    ]
  }

  private var doubles: [Notice] {
    [
      (
        SettingKey.profile.variables[0], SettingKey.profile.variables[1],
        "AWS_PROFILE counts here, as in AWS CLI v2; boto3 and AWS CLI v1 read the other"
      ),
      (
        SettingKey.region.variables[0], SettingKey.region.variables[1],
        "AWS_REGION counts here, as in AWS CLI v2; boto3 and AWS CLI v1 read the other"
      ),
      (
        Variable.securityToken.name, SettingKey.sessionToken.name,
        "AWS_SECURITY_TOKEN counts, as in botocore; most SDKs read the other"
      ),
    ].compactMap { first, second, meaning in
      guard let a = environment.variables[first], let b = environment.variables[second], a != b, !a.isEmpty, !b.isEmpty
      else {
        return nil
      }
      return Notice(
        "\(first) and \(second) are both set and differ: \(meaning)", hint: "unset one of the two")
    }
  }

  private var empties: [Notice] {
    let names = [
      SettingKey.accessKeyID.name, SettingKey.secretAccessKey.name, SettingKey.profile.name,
      SettingKey.region.variables[0], SettingKey.region.variables[1], SettingKey.bedrockAPIKey.name,
      Variable.configFile.name, Variable.credentialsFile.name,
    ].filter { environment.variables[$0] == "" }
    guard !names.isEmpty else { return [] }
    return [
      Notice(
        "\(names.joined(separator: ", ")) \(names.count == 1 ? "is" : "are") set but empty: that counts as not set",
        hint: "unset \(names.joined(separator: " ")): other tools take an empty value for a value")
    ]
  }

  private var places: [Notice] {
    var list: [Notice] = []
    if let text = environment.variable(.metadataDisabled),
      !["true", "false"].contains(text.lowercased())
    {
      list.append(
        Notice(
          "AWS_EC2_METADATA_DISABLED has no effect: only the word true disables instance metadata",
          hint: "set AWS_EC2_METADATA_DISABLED=true"))
    }
    // A region that is not valid is the failure of the run.
    if let region = try? configuration.region, !BedrockRegions.contains(region.value),
      AWSRegionProblem.misspelling(region.value) == nil
    {
      let near = BedrockRegions.nearest(to: region.value).map(\.name).joined(separator: ", ")
      list.append(
        Notice(
          "Bedrock is not known to be in region \(region.value.name) (\(region.origin.place))",
          hint: near.isEmpty ? "choose another \(option: .region)" : "near regions with Bedrock: \(near)"))
    }
    return list
  }
}
