public import AWS
public import Core

/// A file that the user gave: its name and its bytes.
public struct AttachedFile: Sendable {
  /// The name that the user gave, or `standard input`.
  public let path: String
  /// The bytes.
  public let bytes: [UInt8]

  /// A file.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  /// The largest file that is read, in bytes.
  public static let largest = AttachmentLimits.largestFile

  /// The name without its folder, on one line.
  var name: String { OneLine.joined(String((path.split(separator: "/").last ?? "file").prefix(scalars: 200))) }
}

extension AttachedFile {
  /// The files as the model takes them.
  ///
  /// - Throws: `Failure` `usage` for a file that is empty, too large or of a kind that no model takes, or for too many.
  public static func attachments(_ files: [AttachedFile]) throws(Failure) -> [FileBlock] {
    var attachments: [FileBlock] = []
    var (images, documents) = (0, 0)
    for file in files {
      let content = try file.content()
      switch content {
      case .image: images += 1
      case .document: documents += 1
      case .text: break
      }
      attachments.append(FileBlock(file: file.name, size: file.bytes.count, content: content))
    }
    if images > AttachmentLimits.mostImages {
      throw tooMany("\(images) images were given; Bedrock takes \(AttachmentLimits.mostImages)")
    }
    if documents > AttachmentLimits.mostDocuments {
      throw tooMany("\(documents) documents were given; Bedrock takes \(AttachmentLimits.mostDocuments)")
    }
    if images + documents > AttachmentLimits.mostImages {
      throw tooMany(
        "\(images) images and \(documents) documents were given; Bedrock takes \(AttachmentLimits.mostImages) together")
    }
    let bytes = attachments.reduce(0) { $0 + $1.encodedBytes }
    if bytes > AttachmentLimits.mostBytes {
      throw Failure(
        .usage,
        "images and documents of \(bytes) bytes were given; Bedrock takes \(AttachmentLimits.mostBytes) (\(AttachmentLimits.bytesWords)) together",
        hint: "ask with fewer or smaller files, or convert documents to text, which has no such limit")
    }
    return attachments
  }

  private static func tooMany(_ sentence: String) -> Failure {
    Failure(.usage, sentence, hint: "ask with fewer files, or convert documents to text, which has no such limit")
  }

  private func content() throws(Failure) -> FileBlock.Content {
    func failure(_ what: String, _ hint: Remedy) -> Failure { Failure(.usage, "\(shownPath) \(what)", hint: hint) }
    guard !bytes.isEmpty else { throw failure("is empty", "name a file with content, or leave \(switch: .file) out") }
    switch FileKind(bytes) {
    case .text(let text):
      guard !text.isBlank else {
        throw failure("holds only white space", "name a file with content, or leave \(switch: .file) out")
      }
      return .text(text)
    case .image(let format):
      guard bytes.count <= AttachmentLimits.largestImage else {
        throw failure(
          "is an image of \(bytes.count) bytes; Bedrock takes \(AttachmentLimits.largestImage) (\(AttachmentLimits.imageWords))",
          "make it smaller, for example: magick FILE -resize 1568x1568 -quality 85 smaller.jpg")
      }
      if let size = ImageSize(bytes, format), max(size.width, size.height) > AttachmentLimits.largestSide {
        throw failure(
          "is an image of \(size.width) × \(size.height) pixels; Bedrock takes \(AttachmentLimits.largestSide) a side",
          "make it smaller, for example: magick FILE -resize 1568x1568 smaller.png")
      }
      return .image(format, bytes)
    case .document(let format):
      guard bytes.count <= AttachmentLimits.largestDocument else {
        throw failure(
          "is a document of \(bytes.count) bytes; Bedrock takes \(AttachmentLimits.largestDocument) (\(AttachmentLimits.documentWords))",
          "give a part of it, or its text, which has no such limit: for example pdftotext FILE - | … -")
      }
      return .document(format, name: AttachmentNames.safe(name), bytes)
    case .other(let kind): throw failure("is \(kind), which Bedrock does not take", Self.kinds)
    case nil: throw failure("is no kind of file that Bedrock takes", Self.kinds)
    }
  }

  private var shownPath: String { String(OneLine.joined(path).prefix(scalars: 200)) }

  private static let kinds: Remedy =
    "it takes png, jpeg, gif and webp images, pdf, docx, doc, xlsx and xls documents, and text in UTF-8 (csv, html, md)"
}
