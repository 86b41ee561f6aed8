/// One page of the response of `ListInferenceProfiles`.
struct ProfileList: Decodable {
  var inferenceProfileSummaries: [Lenient<ProfileSummary>]?
  var nextToken: String?
}

struct ProfileSummary: Decodable {
  struct Model: Decodable { var modelArn: String? }
  var inferenceProfileId: String
  var inferenceProfileArn: String?
  var inferenceProfileName: String?
  var type: String?
  var status: String?
  var models: [Model]?

  var profile: InferenceProfile? {
    InferenceProfile(
      id: inferenceProfileId, arn: inferenceProfileArn ?? inferenceProfileId,
      name: inferenceProfileName ?? inferenceProfileId, type: type ?? "SYSTEM_DEFINED", status: status,
      modelARNs: (models ?? []).compactMap(\.modelArn))
  }
}

extension Lenient<ProfileSummary> {
  var profile: InferenceProfile? { value?.profile }
}
