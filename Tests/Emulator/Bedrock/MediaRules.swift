/// The service's limits on images and documents, in the words that users report.
struct MediaRules {
  let body: JSON
  let model: Model

  private static let mostImages = 20
  private static let mostDocuments = 5
  /// The limit of an image counts its base64.
  private static let largestImage = 5_242_880
  private static let largestDocument = 4_718_592
  private static let imageFormats = ["png", "jpeg", "gif", "webp"]
  private static let documentFormats = ["pdf", "csv", "doc", "docx", "xls", "xlsx", "html", "txt", "md"]

  func check() throws(ServiceError) {
    var images = 0
    var names: [String] = []
    for (index, message) in (body["messages"]?.array ?? []).enumerated() {
      for (number, block) in (message["content"]?.array ?? []).enumerated() {
        let place = "messages.\(index).content.\(number)"
        let inner = block["toolResult"]?["content"]?.array ?? []
        let parts = [(block, place)] + inner.enumerated().map { ($1, "\(place).tool_result.content.\($0)") }
        for (part, place) in parts {
          if let image = part["image"] {
            images += 1
            try check(image: image, place)
          }
          if let document = part["document"] {
            names.append(document["name"]?.string ?? "")
            try check(document: document, place)
          }
        }
      }
    }
    guard images + names.count <= Self.mostImages else {
      throw ConverseRules.fromModel("too many images and documents: \(images) + \(names.count) > \(Self.mostImages)")
    }
    guard names.count <= Self.mostDocuments else {
      throw ConverseRules.invalid(
        "The number of documents in the request exceeds the limit of \(Self.mostDocuments). Reduce the number of "
          + "documents and try again.")
    }
    guard Set(names).count == names.count else {
      throw ConverseRules.invalid(
        "Messages can't contain duplicate document names. Rename the document and retry your request.")
    }
  }

  private func check(image: JSON, _ place: String) throws(ServiceError) {
    guard model.offers.contains(.images) else {
      throw ConverseRules.invalid(
        "This model doesn't support the image content block that you provided. Update the content block and try again.")
    }
    guard Self.imageFormats.contains(image["format"]?.string ?? "") else {
      throw ConverseRules.invalid("The image format at \(place).image.format is not one of png, jpeg, gif, webp.")
    }
    let data = image["source"]?["bytes"]?.string ?? ""
    guard let bytes = Base64.decode(data), !bytes.isEmpty else {
      throw ConverseRules.fromModel("\(place).image.source.base64: invalid base64 data")
    }
    guard data.utf8.count <= Self.largestImage else {
      throw ConverseRules.fromModel(
        "\(place).image.source.bytes: image exceeds 5 MB maximum: \(data.utf8.count) bytes > \(Self.largestImage) bytes"
      )
    }
    guard Self.looksLike(image["format"]?.string ?? "", bytes) else {
      throw ConverseRules.fromModel("\(place).image.source.bytes: Could not process image")
    }
  }

  private static func looksLike(_ format: String, _ bytes: [UInt8]) -> Bool {
    switch format {
    case "png": bytes.starts(with: [0x89, 0x50, 0x4E, 0x47])
    case "jpeg": bytes.starts(with: [0xFF, 0xD8, 0xFF])
    case "gif": bytes.starts(with: Array("GIF8".utf8))
    default: bytes.starts(with: Array("RIFF".utf8)) && bytes.dropFirst(8).starts(with: Array("WEBP".utf8))
    }
  }

  private func check(document: JSON, _ place: String) throws(ServiceError) {
    guard model.offers.contains(.documents) else {
      throw ConverseRules.invalid(
        "This model doesn't support the document content block that you provided. Update the content block and try "
          + "again.")
    }
    let name = document["name"]?.string ?? ""
    let allowed = name.utf8.allSatisfy { byte in
      (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || " -()[]".utf8.contains(byte)
    }
    guard (1...200).contains(name.utf8.count), allowed, !name.contains("  ") else {
      throw ConverseRules.invalid(
        "The file name can only contain alphanumeric characters, whitespace characters, hyphens, parentheses, and square "
          + "brackets. The name can't contain more than one consecutive whitespace character.")
    }
    guard Self.documentFormats.contains(document["format"]?.string ?? "") else {
      throw ConverseRules.invalid("The document file format is not supported.")
    }
    guard let bytes = Base64.decode(document["source"]?["bytes"]?.string ?? ""), !bytes.isEmpty else {
      throw ConverseRules.invalid(
        "DocumentSource object at \(place).document.source must set one of the following keys: bytes, s3Location.")
    }
    guard bytes.count <= Self.largestDocument else {
      throw ConverseRules.invalid("The document exceeds the maximum size of 4.5 MB.")
    }
  }
}
