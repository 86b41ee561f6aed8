import Synchronization

/// The images of stories that a run may still show to the model.
final class ImageBudget: Sendable {
  /// The most images of a run.
  static let most = 5
  /// The most bytes of them together, so that a request stays within what the service takes.
  static let mostBytes = 12 << 20

  private let left = Mutex((images: most, bytes: mostBytes))

  /// Takes one image, before it is loaded; false if there is none left.
  func takeImage() -> Bool {
    left.withLock { left in
      guard left.images > 0 else { return false }
      left.images -= 1
      return true
    }
  }

  /// The largest image that may still be loaded, in bytes.
  var largest: Int { left.withLock { min(AttachmentLimits.largestImage, $0.bytes) } }

  /// Counts the bytes of an image.
  func use(_ bytes: Int) { left.withLock { $0.bytes = max(0, $0.bytes - bytes) } }
}
