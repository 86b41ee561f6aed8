import AWS

/// The limits of Bedrock on files, from the documentation of `Message` in its service model.
public enum AttachmentLimits {
  /// The most images of a message.
  static let mostImages = 20
  /// The largest image in bytes. The documented 3.75 MB are 5 MiB of base64.
  static let largestImage = 3_932_160
  static let imageWords = "3.75 MB"
  /// The largest width and height of an image, in pixels.
  static let largestSide = 8000
  /// The most documents of a message.
  static let mostDocuments = 5
  /// The largest document in bytes: the documented 4.5 MB.
  static let largestDocument = 4_718_592
  static let documentWords = "4.5 MB"
  /// The most bytes of all images and documents of a request. The documented limit of a request's body, 25,000,000 bytes
  /// (`body` of `InvokeModel`), is that of their base64 and of the text beside them.
  static let mostBytes = 18_000_000
  static let bytesWords = "18 MB"
  /// The largest text in bytes. No model reads a longer one.
  static let largestText = 8 << 20
  /// The largest file that is read at all.
  static let largestFile = largestText

  /// The limits in words, for help and hints.
  public static let words =
    "\(mostImages) images of \(imageWords) and \(largestSide) pixels a side, \(mostDocuments) documents of "
    + "\(documentWords), \(bytesWords) together, and text as long as the model reads"

  /// Whether a text is certainly more than a model reads: a token is at most about six bytes of text on average.
  static func exceeds(_ window: Int, bytes: Int) -> Bool { bytes / 6 > window }
}
