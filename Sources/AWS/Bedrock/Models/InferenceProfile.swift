/// An inference profile: the id for cross-region inference, or an application inference profile.
public struct InferenceProfile: Sendable, Equatable {
  /// The profile's id.
  public var id: String
  /// Its ARN.
  public var arn: String
  /// The display name.
  public var name: String
  /// `SYSTEM_DEFINED` or `APPLICATION`.
  public var type: String
  /// `ACTIVE`; nil if not stated.
  public var status: String?
  /// The ARNs of its models, one for each destination region.
  public var modelARNs: [String]

  /// Makes a profile.
  public init(
    id: String, arn: String, name: String, type: String = "SYSTEM_DEFINED", status: String? = "ACTIVE",
    modelARNs: [String] = []
  ) {
    self.id = id
    self.arn = arn
    self.name = name
    self.type = type
    self.status = status
    self.modelARNs = modelARNs
  }

  /// Whether it is an application inference profile.
  public var isApplication: Bool { type == "APPLICATION" }

  /// The base models, without duplicates.
  public var baseModelIDs: [String] {
    var ids: [String] = []
    for arn in modelARNs {
      let id = String(arn[(arn.lastIndex(of: "/").map(arn.index(after:)) ?? arn.startIndex)...])
      if !ids.contains(id) { ids.append(id) }
    }
    return ids
  }

  /// The value for `--model`: the id of a system-defined profile, the ARN of an application inference profile.
  public var invocationID: String { isApplication ? arn : id }
}
