import Core

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A file that the user gives to the model.
public struct FileBlock: Sendable, Equatable {
  /// The content, in the form in which it is sent.
  public enum Content: Sendable, Equatable {
    /// An image, in one of the formats of the API.
    case image(ImageFormat, [UInt8])
    /// A document, in one of the formats of the API. The service wants a name that is unique in the request.
    case document(DocumentFormat, name: String, [UInt8])
    /// Text. It is sent as text, which has no limit of its own but the model's.
    case text(String)
  }

  /// The formats of images, by their names in the API.
  public enum ImageFormat: String, Sendable, CaseIterable { case png, jpeg, gif, webp }
  /// The formats of documents that are not text, by their names in the API.
  public enum DocumentFormat: String, Sendable, CaseIterable { case pdf, doc, docx, xls, xlsx }

  /// The file's name without its folder.
  public var file: String
  /// The size of the file in bytes.
  public var size: Int
  /// The content.
  public var content: Content

  /// A file with its content.
  public init(file: String, size: Int, content: Content) {
    self.file = file
    self.size = size
    self.content = content
  }

  /// The longest text that a conversation keeps, in bytes.
  static let longestKept = 64 << 10

  /// The mark of the file in a kept conversation: `[file report.pdf, 20480 bytes]`.
  public var mark: String { "[file \(file), \(size) bytes]" }

  /// What a kept conversation holds in its place: the mark, and a text that is not long. Never the bytes.
  public var kept: String {
    guard case .text(let text) = content, text.utf8.count <= Self.longestKept else { return mark + "\n\n" }
    return mark + "\n" + text + "\n(end of \(file))\n\n"
  }
}

extension FileBlock {
  /// The bytes that are sent in base64: those of an image or a document.
  public var encodedBytes: Int {
    switch content {
    case .image(_, let bytes), .document(_, _, let bytes): bytes.count
    case .text: 0
    }
  }

  /// Writes the content block in Converse's form.
  func write(to json: inout JSONWriter) {
    switch content {
    case .text(let text):
      json.object { $0.member("text", "\(mark) given by the user:\n\(text)\n(end of \(file))") }
    case .image(let format, let bytes): json.image(format, bytes)
    case .document(let format, let name, let bytes):
      json.object { json in
        json.key("document")
        json.object { json in
          json.member("format", format.rawValue)
          json.member("name", name)
          json.source(bytes)
        }
      }
    }
  }
}

extension JSONWriter {
  /// Writes an image block.
  mutating func image(_ format: FileBlock.ImageFormat, _ bytes: [UInt8]) {
    object { json in
      json.key("image")
      json.object { json in
        json.member("format", format.rawValue)
        json.source(bytes)
      }
    }
  }

  fileprivate mutating func source(_ bytes: [UInt8]) {
    key("source")
    object { $0.member("bytes", Data(bytes).base64EncodedString()) }
  }
}

extension ConverseRequest {
  /// Whether a result of a tool holds an image.
  var hasToolImages: Bool {
    messages.contains { message in
      message.content.contains { if case .toolResult(let result) = $0 { !result.images.isEmpty } else { false } }
    }
  }
}

extension Message {
  /// The bytes of its images and documents: those of the user and those in results of tools.
  public var fileBytes: Int {
    content.reduce(0) { sum, block in
      switch block {
      case .attachment(let file): sum + file.encodedBytes
      case .toolResult(let result): result.images.reduce(sum) { $0 + $1.encodedBytes }
      default: sum
      }
    }
  }

  /// The message as a conversation keeps it: files and images as their marks.
  public var withoutFiles: Message {
    Message(
      role,
      content.map { block in
        switch block {
        case .attachment(let file): return .text(file.kept)
        case .toolResult(var result) where !result.images.isEmpty:
          result.text += result.images.map { "\n" + $0.mark }.joined()
          result.images = []
          return .toolResult(result)
        default: return block
        }
      })
  }
}
