import AWS
import Core
import Storyblok

/// `look_at_image`: shows an image of a story to the model. The model names a story and a number, never an address.
struct LookAtImageTool: AskTool {
  let name = "look_at_image"
  let description =
    "Look at an image of a story that was found before: for questions about pictures, and to write or check alternative "
    + "texts. Without number it lists the story's images and their alternative texts."
  let parameters = [
    ToolParameter("story_id", .integer(1...Int64.max), "The story's id, as a search returned it.", isRequired: true),
    ToolParameter("number", .integer(1...Int64(StoryImages.most)), "Which of its images, from 1."),
  ]
  let progress = "looking at an image"

  func run(_ input: ToolInput, _ context: ToolContext) async throws(ToolError) -> ToolOutcome {
    guard let id = input.integer("story_id").map(Int64.init), context.memory.known[id] != nil else {
      return ToolOutcome("No search of this conversation returned that story: search first.", isError: true)
    }
    let images: [StoryImage]
    do throws(Failure) { images = try await context.library.images(id) } catch { throw .failed(error) }
    guard !images.isEmpty else { return read("The story has no images.") }
    guard let number = input.integer("number") else {
      return read("\(images.count) images.", content: Self.list(images))
    }
    guard images.indices.contains(number - 1) else {
      return read("The story has \(images.count) images: number is from 1 to \(images.count).", isError: true)
    }
    return await show(images[number - 1], "Image \(number) of \(images.count).", context)
  }

  private func show(_ image: StoryImage, _ text: String, _ context: ToolContext) async -> ToolOutcome {
    guard context.images.takeImage() else {
      return read("No more images: at most \(ImageBudget.most) are shown. Answer from what was seen.", isError: true)
    }
    let bytes: [UInt8]
    do throws(Failure) { bytes = try await context.library.asset(image.url, context.images.largest) } catch {
      // An image that is not there is no reason to end the run.
      return unseen("The image cannot be loaded.", content: StoryText.oneLine(error.sentence), context)
    }
    guard case .image(let format)? = FileKind(bytes) else {
      return unseen("What is at its address is no image that can be looked at.", context)
    }
    if let size = ImageSize(bytes, format), max(size.width, size.height) > AttachmentLimits.largestSide {
      return unseen("The image is too large: \(size.width) × \(size.height) pixels.", context)
    }
    guard context.images.take(bytes: bytes.count) else {
      return unseen("The image is too large beside those that were shown.", context)
    }
    var outcome = read(text, content: Self.line(image))
    outcome.images = [
      FileBlock(file: StoryText.oneLine(image.name), size: bytes.count, content: .image(format, bytes))
    ]
    return outcome
  }

  /// The outcome for an image that is not shown, which does not count as one of those shown.
  private func unseen(_ text: String, content: String = "", _ context: ToolContext) -> ToolOutcome {
    context.images.returnImage()
    return read(text, content: content, isError: true)
  }

  /// An outcome that counts as reading the space.
  private func read(_ text: String, content: String = "", isError: Bool = false) -> ToolOutcome {
    var outcome = ToolOutcome(text, content: content, isError: isError)
    outcome.countsAsSearch = true
    return outcome
  }

  private static func list(_ images: [StoryImage]) -> String {
    images.enumerated().map { "\($0 + 1). \(line($1))" }.joined(separator: "\n")
  }

  private static func line(_ image: StoryImage) -> String {
    let alt = image.alt.map { "alternative text: \(StoryText.oneLine($0))" } ?? "no alternative text"
    return "file: \(StoryText.oneLine(image.name)); \(alt)"
  }
}
