/// The response of `ListFoundationModels`. Entries that cannot be decoded are left out.
struct ModelList: Decodable { var modelSummaries: [Lenient<ModelBody>]? }

struct ModelBody: Decodable {
  struct Lifecycle: Decodable {
    var status: String?
    var endOfLifeTime: String?
  }
  var modelId: String
  var modelName: String?
  var providerName: String?
  var outputModalities: [String]?
  var responseStreamingSupported: Bool?
  var inferenceTypesSupported: [String]?
  var modelLifecycle: Lifecycle?
}

extension Lenient<ModelBody> {
  var model: FoundationModel? {
    guard let body = value else { return nil }
    return FoundationModel(
      id: body.modelId, name: body.modelName ?? body.modelId, provider: body.providerName ?? "",
      outputs: body.outputModalities ?? [], streaming: body.responseStreamingSupported,
      inferenceTypes: body.inferenceTypesSupported ?? [], lifecycle: body.modelLifecycle?.status,
      endOfLife: body.modelLifecycle?.endOfLifeTime)
  }
}
