import Synchronization

/// The images of stories that a run may still show to the model. Calls made at once share it.
final class ImageBudget: Sendable {
  /// The most images of a run.
  static let most = 5
  /// The most bytes of them together, so that a request stays within what the service takes.
  static let mostBytes = 12 << 20
  /// The most images that are loaded, those that cannot be shown included.
  static let mostLoaded = 20

  private let left: Mutex<(images: Int, bytes: Int, loads: Int)>

  /// The budget of a run whose own files have `attached` bytes.
  init(beside attached: Int = 0) {
    left = Mutex((Self.most, max(0, min(Self.mostBytes, AttachmentLimits.mostBytes - attached)), Self.mostLoaded))
  }

  /// Takes one image, before it is loaded; false if there is none left.
  func takeImage() -> Bool {
    left.withLock { left in
      guard left.images > 0, left.loads > 0 else { return false }
      left.images -= 1
      left.loads -= 1
      return true
    }
  }

  /// Returns an image that cannot be shown.
  func returnImage() { left.withLock { $0.images += 1 } }

  /// The largest image that may still be loaded, in bytes.
  var largest: Int { left.withLock { min(AttachmentLimits.largestImage, $0.bytes) } }

  /// Takes the bytes of a loaded image; false if so many are not left, because others were loaded meanwhile.
  func take(bytes: Int) -> Bool {
    left.withLock { left in
      guard left.bytes >= bytes else { return false }
      left.bytes -= bytes
      return true
    }
  }
}
