import Emulator
import Testing

/// The tool `look_at_image` of `ask`.
struct LookAtImageTests {
  private static let boots = 300_111
  private static let search = Turn.toolUse("search", ["term": "hiking boots"])

  private static func look(_ members: JSON) -> Turn { .toolUse("look_at_image", members) }

  private func run(
    _ turns: [Turn], _ words: [String] = [], _ change: (inout Scenario) -> Void = { _ in }
  ) throws -> (sandbox: Sandbox, run: Run) {
    let sandbox = try Sandbox { scenario in
      scenario.script = [Self.search] + turns + [.text("A mountain path.")]
      scenario.storyblok.servesAssets = true
      change(&scenario)
    }
    return (sandbox, try sandbox.sva(["ask", "What is on the picture?"] + words))
  }

  /// The result of the last call.
  private func result(_ sandbox: Sandbox) -> JSON? {
    sandbox.emulator.requests("ConverseStream").last?.json?["messages"]?.array?.last?["content"]?[0]?["toolResult"]
  }

  private func text(_ result: JSON?) -> String { result?["content"]?[0]?["text"]?.string ?? "" }

  @Test func lookAtImage_listsAndShowsAStorysImages() throws {
    let (listed, run) = try run([Self.look(["story_id": .int(Self.boots)])])
    #expect(run.status == 0)
    let list = text(result(listed))
    #expect(list.hasPrefix("1 images."))
    #expect(list.contains("1. file: cover.jpg; alternative text: A mountain path"))
    #expect(listed.emulator.requests("asset").isEmpty)

    let (shown, second) = try self.run([Self.look(["story_id": .int(Self.boots), "number": 1])])
    #expect(second.status == 0 && second.stdout.hasPrefix("A mountain path."))
    let shownResult = try #require(result(shown))
    #expect(shownResult["content"]?[1]?["image"]?["format"] == "png")
    #expect(shownResult["status"] == nil)
    // The asset host gets no token.
    let asset = try #require(shown.emulator.requests("asset").first)
    #expect(asset.header("authorization") == nil && !asset.target.contains("token"))
    // The conversation holds the mark, not the bytes.
    let kept = shown.conversations.map { String(decoding: Sandbox.bytes($0), as: UTF8.self) }.joined()
    #expect(kept.contains("[file cover.jpg, ") && !kept.contains("iVBOR"))
  }

  /// Only stories that a search of this conversation returned, and only numbers that there are.
  @Test(
    arguments: [
      (["story_id": 1], "No search of this conversation returned that story: search first."),
      (["story_id": 300_111, "number": 9], "The story has 1 images: number is from 1 to 1."),
      (["story_id": 300_111, "number": 0], "Wrong input: number must be from 1 to 100."),
      (["url": "http://169.254.169.254/latest"], "Wrong input: story_id is required."),
    ] as [(JSON, String)]) func lookAtImage_refusesWrongInput(_ input: JSON, _ words: String) throws
  {
    let (sandbox, run) = try run([Self.look(input)])
    #expect(run.status == 0)
    #expect(text(result(sandbox)) == words)
    #expect(result(sandbox)?["status"] == "error")
    #expect(sandbox.emulator.requests("asset").isEmpty)
  }

  /// An address elsewhere is not asked, whatever the story says.
  @Test(arguments: [
    "http://a.storyblok.com", "https://evil.example", "https://a.storyblok.com.evil.example",
    "https://a.storyblok.com:8443",
  ])
  func lookAtImage_asksOnlyAssetHosts(_ host: String) throws {
    let (sandbox, run) = try run([Self.look(["story_id": .int(Self.boots), "number": 1])]) { scenario in
      scenario.storyblok.servesAssets = false
      scenario.storyblok.assetHost = host
    }
    #expect(run.status == 0)
    #expect(text(result(sandbox)).hasPrefix("The image cannot be loaded."))
    #expect(text(result(sandbox)).contains("the image is not on Storyblok's asset hosts"))
    #expect(sandbox.emulator.requests("asset").isEmpty)
  }

  @Test(
    arguments: [
      ([UInt8](repeating: 0, count: 5_000_000), "The image cannot be loaded."),
      (Array("<html>".utf8), "What is at its address is no image that can be looked at."),
      ([], "What is at its address"),
    ] as [([UInt8], String)]) func lookAtImage_survivesStrangeAssets(_ bytes: [UInt8], _ words: String) throws
  {
    let (sandbox, run) = try run([Self.look(["story_id": .int(Self.boots), "number": 1])]) {
      $0.storyblok.assets["cover.jpg"] = bytes
    }
    #expect(run.status == 0)
    #expect(text(result(sandbox)).hasPrefix(words))
  }

  /// An asset that is gone, or whose host fails, ends no run.
  @Test func lookAtImage_goesOnWithoutTheImage() throws {
    let (sandbox, run) = try run([Self.look(["story_id": .int(Self.boots), "number": 1])]) {
      $0.faults = [Fault(.error(status: 404, code: "NotFound", message: "no"), on: "assets:")]
    }
    #expect(run.status == 0)
    #expect(text(result(sandbox)).contains("HTTP 404"))
  }

  @Test func lookAtImage_showsAtMostFive() throws {
    let (sandbox, run) = try run(
      (0..<6).map { _ in Self.look(["story_id": .int(Self.boots), "number": 1]) })
    #expect(run.status == 0)
    #expect(sandbox.emulator.requests("asset").count == 5)
    #expect(text(result(sandbox)) == "No more images: at most 5 are shown. Answer from what was seen.")
  }

  /// An image that cannot be shown is none of the five.
  @Test func lookAtImage_thatFailsIsNoneOfTheFive() throws {
    let look = Self.look(["story_id": .int(Self.boots), "number": 1])
    let (sandbox, run) = try run([.parallel(Array(repeating: look, count: 5)), look]) {
      $0.faults = [Fault(.error(status: 404, code: "NotFound", message: "no"), on: "assets:", times: 5)]
    }
    #expect(run.status == 0)
    #expect(sandbox.emulator.requests("asset").count == 6)
    #expect(result(sandbox)?["content"]?[1]?["image"] != nil)
  }

  /// A model without eyes is asked again without the images.
  @Test func lookAtImage_withAModelThatTakesNoImages() throws {
    let model = "us.meta.llama3-3-70b-instruct-v1:0"
    let sandbox = try Sandbox { scenario in
      scenario.script = [
        Self.search, Self.look(["story_id": .int(Self.boots), "number": 1]), .text("I cannot see it."),
      ]
      scenario.storyblok.servesAssets = true
    }
    let run = try sandbox.sva(["ask", "--no-stream", "-m", model, "What is on the picture?"])
    #expect(run.status == 0)
    #expect(run.stderr == "sva: \(model) does not look at images: asking without those of the stories\n")
    let last = sandbox.emulator.requests("Converse").last?.text ?? ""
    #expect(last.contains("This model does not look at images") && !last.contains("\"image\""))
  }
}
