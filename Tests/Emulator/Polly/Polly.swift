/// Polly: SynthesizeSpeech and DescribeVoices. The wording of its refusals is that of reports and of the API's reference.
struct Polly {
  private let exchange: Exchange
  private var world: PollyWorld { exchange.scenario.polly }

  init(_ exchange: Exchange) { self.exchange = exchange }

  func answer() -> Reply {
    do throws(ServiceError) {
      let caller = try BedrockAuthorization(exchange: exchange, service: "polly").caller()
      try BedrockAuthorization.check(caller, "polly:\(exchange.route.operation)", on: ["*"])
      return exchange.route.operation == "DescribeVoices" ? try voices() : try speech(caller)
    } catch { return error.reply(exchange) }
  }

  private static let formats: [String: (type: String, rates: [String])] = [
    "mp3": ("audio/mpeg", ["8000", "16000", "22050", "24000", "44100", "48000"]),
    "pcm": ("audio/pcm", ["8000", "16000"]), "ogg_opus": ("audio/ogg", ["48000"]),
  ]

  private func speech(_ caller: Caller) throws(ServiceError) -> Reply {
    guard exchange.request.header("content-type") == "application/json", let body = exchange.request.json,
      body.members != nil
    else { throw ServiceError(400, "SerializationException", "The request body is not a JSON object.") }
    try checkRate()
    let text = try member(body, "Text")
    let name = try member(body, "VoiceId")
    let format = try member(body, "OutputFormat")
    let engine = body["Engine"] == nil ? "standard" : try member(body, "Engine")
    guard let (type, rates) = Self.formats[format] else { throw Self.notInSet(format, "outputFormat") }
    guard ["standard", "neural", "long-form", "generative"].contains(engine) else {
      throw Self.notInSet(engine, "engine")
    }
    if let rate = body["SampleRate"] {
      guard let rate = rate.string, rates.contains(rate) else {
        throw ServiceError(400, "InvalidSampleRateException", "The specified sample rate is not valid.")
      }
    }
    guard let voice = world.voices.first(where: { $0.id == name }) else { throw Self.notInSet(name, "voiceId") }
    if world.missingEngines[caller.region]?.contains(engine) == true {
      throw ServiceError(400, "ValidationException", "The selected engine is not supported in this region: \(engine)")
    }
    guard voice.engines.contains(engine) else {
      throw ServiceError(400, "ValidationException", "This voice does not support the selected engine: \(engine)")
    }
    if let language = body["LanguageCode"]?.string, language != voice.language,
      !voice.otherLanguages.contains(language)
    {
      throw ServiceError(
        400, "LanguageNotSupportedException", "The language specified is not currently supported by Amazon Polly.")
    }
    let characters = text.utf16.count
    guard characters <= world.longestText else {
      throw ServiceError(400, "TextLengthExceededException", "Maximum text length has been exceeded")
    }
    let sound = PollySound.bytes(text, format: format)
    let size = 4096
    return Reply(
      200, type: type,
      headers: [
        ("x-amzn-RequestId", exchange.requestID), ("x-amzn-RequestCharacters", String(characters)),
      ],
      body: .pieces((sound.count + size - 1) / size) { Array(sound[($0 * size)..<min(sound.count, ($0 + 1) * size)]) })
  }

  private func member(_ body: JSON, _ name: String) throws(ServiceError) -> String {
    guard let value = body[name]?.string, !value.isEmpty else {
      let member = name.prefix(1).lowercased() + name.dropFirst()
      throw ServiceError(
        400, "ValidationException",
        "1 validation error detected: Value null at '\(member)' failed to satisfy constraint: Member must not be null")
    }
    return value
  }

  private static func notInSet(_ value: String, _ member: String) -> ServiceError {
    ServiceError(
      400, "ValidationException",
      "1 validation error detected: Value '\(value)' at '\(member)' failed to satisfy constraint: Member must satisfy "
        + "enum value set: [...]")
  }

  private func checkRate() throws(ServiceError) {
    guard let rate = world.rate else { return }
    let now = Platform.monotonic()
    let isOver = exchange.memory.with { values in
      let recent = (values.windows["polly"] ?? []).filter { $0 > now - 1 }
      values.windows["polly"] = recent + [now]
      return recent.count >= rate
    }
    if isOver { throw ServiceError(400, "ThrottlingException", "Rate exceeded") }
  }

  private func voices() throws(ServiceError) -> Reply {
    let language = exchange.request.parameter("LanguageCode")
    let withOthers = exchange.request.parameter("IncludeAdditionalLanguageCodes") == "true"
    let engine = exchange.request.parameter("Engine")
    let all = world.voices.filter { voice in
      (engine.map(voice.engines.contains) ?? true)
        && (language.map { $0 == voice.language || withOthers && voice.otherLanguages.contains($0) } ?? true)
    }
    let start = exchange.request.parameter("NextToken").map { Int($0) ?? -1 } ?? 0
    guard (0...all.count).contains(start) else {
      throw ServiceError(400, "InvalidNextTokenException", "The NextToken is invalid.")
    }
    let page = all[start...].prefix(max(1, world.pageSize))
    var body: JSON = [
      "Voices": .array(
        page.map { voice in
          var entry: JSON = [
            "Gender": .string(voice.gender), "Id": .string(voice.id), "LanguageCode": .string(voice.language),
            "LanguageName": .string(voice.languageName), "Name": .string(voice.id),
            "SupportedEngines": .texts(voice.engines),
          ]
          if !voice.otherLanguages.isEmpty {
            entry = entry.adding("AdditionalLanguageCodes", .texts(voice.otherLanguages))
          }
          return entry
        })
    ]
    if page.endIndex < all.endIndex { body = body.adding("NextToken", .string(String(page.endIndex))) }
    return .json(body, headers: [("x-amzn-RequestId", exchange.requestID)])
  }
}
