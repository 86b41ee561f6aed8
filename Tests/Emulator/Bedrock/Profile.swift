/// An application inference profile: the account's own name for a model.
public struct ApplicationProfile: Sendable {
  /// Twelve characters.
  public var id: String
  public var name: String
  /// The id of the model, or of the system profile, it was made from.
  public var source: String
  public var region: String

  public init(id: String, name: String, source: String, region: String) {
    self.id = id
    self.name = name
    self.source = source
    self.region = region
  }

  public static let all = [
    ApplicationProfile(
      id: "a1b2c3d4e5f6", name: "alpine-editorial", source: "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
      region: "us-east-1"),
    ApplicationProfile(
      id: "eu9z8y7x6w5v", name: "alpine-eu", source: "eu.anthropic.claude-haiku-4-5-20251001-v1:0",
      region: "eu-central-1"),
  ]
}

/// A profile as one Region shows it.
struct Profile {
  var id: String
  var name: String
  var description: String
  var arn: String
  var modelARNs: [String]
  var type: String
  var model: Model

  var json: JSON {
    [
      "inferenceProfileName": .string(name), "description": .string(description),
      "createdAt": "2025-10-01T00:00:00Z", "updatedAt": "2026-02-11T20:52:09.480366Z",
      "inferenceProfileArn": .string(arn),
      "models": .array(modelARNs.map { ["modelArn": .string($0)] }), "inferenceProfileId": .string(id),
      "status": "ACTIVE", "type": .string(type),
    ]
  }
}

extension BedrockWorld {
  /// All profiles of a Region, system-defined ones first.
  func profiles(in region: String) -> [Profile] {
    let system = models.flatMap { model in
      model.profiles.filter { Geography.covers($0, region) }.map { systemProfile($0, model, region) }
    }
    let own = applicationProfiles.filter { $0.region == region }.compactMap { own -> Profile? in
      guard let source = system.first(where: { $0.id == own.source }) ?? baseProfile(own.source, region)
      else {
        return nil
      }
      return Profile(
        id: own.id, name: own.name, description: "For the editors",
        arn:
          "arn:aws:bedrock:\(region):\(account):application-inference-profile/\(own.id)",
        modelARNs: source.modelARNs, type: "APPLICATION", model: source.model)
    }
    return system + own
  }

  private func systemProfile(_ geography: String, _ model: Model, _ region: String) -> Profile {
    let id = "\(geography).\(model.id)"
    let label = geography == "global" ? "Global" : geography.uppercased()
    return Profile(
      id: id, name: "\(label) \(model.provider) \(model.name)",
      description: "Routes requests to \(model.name) in \(geography).",
      arn: "arn:aws:bedrock:\(region):\(account):inference-profile/\(id)",
      modelARNs: Geography.destinations(geography, from: region).map { $0.isEmpty ? "" : $0 }.map {
        "arn:aws:bedrock:\($0)::foundation-model/\(model.id)"
      }, type: "SYSTEM_DEFINED", model: model)
  }

  private func baseProfile(_ id: String, _ region: String) -> Profile? {
    guard let model = model(id) else { return nil }
    return Profile(
      id: id, name: model.name, description: "", arn: "",
      modelARNs: ["arn:aws:bedrock:\(region)::foundation-model/\(id)"], type: "", model: model)
  }

  /// The model that a name in a request means, the kind of the name, and the ARNs for IAM.
  func target(_ name: String, in region: String) -> (model: Model, byProfile: Bool, resources: [String])? {
    let parts = name.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).map(String.init)
    var id = name
    if parts.count == 6, parts[0] == "arn" {
      guard parts[3] == region || parts[3].isEmpty, let slash = parts[5].firstIndex(of: "/") else {
        return nil
      }
      id = String(parts[5][parts[5].index(after: slash)...])
      let kind = String(parts[5][..<slash])
      guard ["foundation-model", "inference-profile", "application-inference-profile"].contains(kind) else {
        return nil
      }
    } else if applicationProfiles.contains(where: { $0.id == name }) {
      return nil
    }
    if let model = model(id) {
      guard model.offered(in: region) else { return nil }
      return (model, false, ["arn:aws:bedrock:\(region)::foundation-model/\(id)"])
    }
    guard let profile = profiles(in: region).first(where: { $0.id == id }) else { return nil }
    return (profile.model, true, [profile.arn] + profile.modelARNs)
  }
}
