import Emulator
import Testing

/// What the emulator's models refuse beyond text, in the service's words.
@Suite struct OfferTests {
  private static let sonnet = ConverseTests.model
  private static let opus = "us.anthropic.claude-opus-4-1-20250805-v1%3A0"
  private static let nova = "amazon.nova-pro-v1%3A0"
  private static let llama = "us.meta.llama3-3-70b-instruct-v1%3A0"
  private static let said = "The model returned the following errors: "

  private static func body(_ members: String, content: String = #"{"text":"hi"}"#) -> String {
    #"{"messages":[{"role":"user","content":[\#(content)]}]\#(members.isEmpty ? "" : "," + members)}"#
  }

  private static func format(_ schema: String) -> String {
    let text = JSON.string(schema).text
    return #""outputConfig":{"textFormat":{"type":"json_schema","structure":{"jsonSchema":{"schema":\#(text)}}}}"#
  }

  private static let options: [(model: String, members: String, message: String)] = [
    (
      sonnet, #""additionalModelRequestFields":{"thinking":{"type":"adaptive"}}"#,
      said
        + "thinking: Input tag 'adaptive' found using 'type' does not match any of the expected tags: 'disabled', 'enabled'"
    ),
    (
      sonnet, #""additionalModelRequestFields":{"output_config":{"effort":"low"}}"#,
      said + "This model does not support the effort parameter."
    ),
    (
      nova, #""additionalModelRequestFields":{"output_config":{"effort":"low"}}"#,
      "Malformed input request: #: extraneous key [output_config] is not permitted, please reformat your input and try again."
    ),
    (
      opus, format(#"{"type":"object","additionalProperties":false}"#),
      said + "output_config.format: Extra inputs are not permitted"
    ),
    (
      nova, format("{}"),
      "This model doesn't support the outputConfig.textFormat field. Remove outputConfig.textFormat and try again."
    ),
    (
      sonnet, format(#"{"type":"object"}"#),
      said + "output_config.format.schema: For 'object' type, 'additionalProperties' must be explicitly set to false"
    ),
    (
      sonnet, format(#"{"type":"array","items":{"type":"integer","minimum":1}}"#),
      said + "output_config.format.schema: For 'integer' type, property 'minimum' is not supported"
    ),
    (sonnet, format("not JSON"), said + "output_config.format.schema: Input should be a valid dictionary"),
    (sonnet, #""serviceTier":{"type":"cheap"}"#, "service tier provided is invalid"),
    (sonnet, #""serviceTier":{"type":"reserved"}"#, "Reservation not found."),
    (
      sonnet, #""guardrailConfig":{"guardrailIdentifier":"zz","guardrailVersion":"1"}"#,
      "The provided guardrail identifier is invalid."
    ),
    (
      sonnet, #""guardrailConfig":{"guardrailIdentifier":"a1b2c3d4e5f6","guardrailVersion":"9"}"#,
      "The guardrail identifier or version provided in the request does not exist. Check the identifier and the version and try again."
    ),
    (
      sonnet,
      #""toolConfig":{"tools":[\#(ConverseTests.search)],"toolChoice":{"tool":{"name":"search"}}},"additionalModelRequestFields":{"thinking":{"type":"enabled"}}"#,
      said + "Thinking may not be enabled when tool_choice forces tool use."
    ),
  ]

  @Test(arguments: options) func offers_areRefusedInTheServicesWords(model: String, members: String, message: String)
    throws
  {
    let response = try ConverseTests.converse(Self.body(members), model: model)
    #expect(response.status == 400)
    #expect(response.json?["message"]?.string == message)
  }

  private static let pixel =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC"

  private static func image(_ base64: String = pixel, _ format: String = "png") -> String {
    #"{"image":{"format":"\#(format)","source":{"bytes":"\#(base64)"}}}"#
  }

  private static func document(_ name: String, _ bytes: String = "JVBERi0=") -> String {
    #"{"document":{"format":"pdf","name":"\#(name)","source":{"bytes":"\#(bytes)"}}}"#
  }

  private static let media: [(model: String, content: [String], message: String)] = [
    (
      llama, [image()],
      "This model doesn't support the image content block that you provided. Update the content block and try again."
    ),
    (
      llama, [document("a")],
      "This model doesn't support the document content block that you provided. Update the content block and try again."
    ),
    (sonnet, Array(repeating: image(), count: 21), said + "too many images and documents: 21 + 0 > 20"),
    (
      sonnet, (0..<6).map { document("d\($0)") },
      "The number of documents in the request exceeds the limit of 5. Reduce the number of documents and try again."
    ),
    (
      sonnet, [document("a"), document("a")],
      "Messages can't contain duplicate document names. Rename the document and retry your request."
    ),
    (
      sonnet, [document("a.pdf")],
      "The file name can only contain alphanumeric characters, whitespace characters, hyphens, parentheses, and square brackets. The name can't contain more than one consecutive whitespace character."
    ),
    (sonnet, [image(pixel, "jpeg")], said + "messages.0.content.0.image.source.bytes: Could not process image"),
    (
      sonnet, [image(String(repeating: "AAAA", count: 1_310_721))],
      said + "messages.0.content.0.image.source.bytes: image exceeds 5 MB maximum: 5242884 bytes > 5242880 bytes"
    ),
    (
      sonnet, [document("a", String(repeating: "AAAA", count: 1_572_865))],
      "The document exceeds the maximum size of 4.5 MB."
    ),
  ]

  @Test(arguments: media) func media_areRefusedInTheServicesWords(
    model: String, content: [String], message: String
  ) throws {
    let blocks = content + [#"{"text":"What is this?"}"#]
    let response = try ConverseTests.converse(Self.body("", content: blocks.joined(separator: ",")), model: model)
    #expect(response.status == 400)
    #expect(response.json?["message"]?.string == message)
  }

  @Test func media_areTaken() throws {
    let content = [Self.image(), Self.document("a"), Self.document("b (2)"), #"{"text":"What is this?"}"#]
    let response = try ConverseTests.converse(Self.body("", content: content.joined(separator: ",")))
    #expect(response.status == 200)
  }
}
