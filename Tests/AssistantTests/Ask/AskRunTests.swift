import AWS
import Core
import Emulator
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Assistant

/// `Ask` over real sockets: model names, streams, conversations.
@Suite struct AskRunTests {
  private final class Run {
    let scene: BedrockScene
    let space = AskScene([])

    init(_ turns: [Turn], faults: [Fault] = []) throws {
      var scenario = Scenario()
      scenario.script = turns
      scenario.faults = faults
      scene = try BedrockScene(scenario)
    }

    var store: ConversationStore {
      ConversationStore(folder: scene.folder.path("conversations"), environment: scene.environment)
    }

    func ask(
      _ question: String, _ change: (inout Ask.Options) -> Void = { _ in }
    ) async throws(AskInterruption) -> AskAnswer {
      var options = Ask.Options(question: question, model: "sonnet-4.5")
      options.space = "1"
      change(&options)
      let (scene, space) = (scene, space)
      space.shown.withLock { $0 = "" }
      return try await Ask(
        options, session: scene.session, library: space.library, store: store, log: scene.log
      ).run { text throws(Failure) in space.shown.withLock { $0 += text } }
    }
  }

  private static let search = Turn.toolUse("search", ["term": "boots"])

  @Test(arguments: [true, false]) func answersWithSourcesAndGoesOn(streams: Bool) async throws {
    let run = try Run([
      Self.search, .text("Boots keep you dry [story:1]. Links are never mine [story:77]."),
      .toolUse("refine", ["term": "wool"]), .text("Only one [story:2]."),
    ])
    let first = try await run.ask("What about boots?") { $0.stream = streams }
    #expect(first.response == "Boots keep you dry. Links are never mine.")
    #expect(run.space.shown.withLock { $0 } == first.response)
    #expect(first.rawResponse.contains("[story:77]"))
    #expect(first.action == .search)
    #expect(first.sources.map(\.id) == [1])
    #expect(first.requests == 2)
    #expect(first.model == ModelChoice(requested: "sonnet-4.5", used: "us.anthropic.claude-sonnet-4-5-20250929-v1:0"))
    #expect((first.cost ?? 0) > 0)
    #expect(run.scene.emulator.requests(streams ? "ConverseStream" : "Converse").count == 2)

    let second = try await run.ask("Only those about wool") { options in
      options.stream = streams
      options.conversation = .latest
    }
    #expect(second.conversationID == first.conversationID)
    #expect(second.action == .refine)
    #expect(second.sources.map(\.id) == [2])
    #expect(run.space.searches.withLock { $0.count } == 1)
    let id = try #require(second.conversationID)
    #expect(try run.store.conversation(id).turns.count == 2)
  }

  @Test func keepsNothingOfAnAnswerThatWasCut() async throws {
    let run = try Run(
      [.text("A long answer that will not arrive")], faults: [Fault(.noMessageStop, on: "ConverseStream")])
    let caught = await failure(AskInterruption.self) { try await run.ask("Hi") }
    #expect(caught?.failure.code == .badResponse)
    #expect(caught?.partialResponse.hasPrefix("A long answer") == true)
    #expect(caught?.partialResponse == run.space.shown.withLock { $0 })
    #expect(failure { _ = try run.store.latest(space: "1") }?.code == .notFound)
  }

  @Test func asksWithoutStreamingWhereAModelUsesToolsOnlySo() async throws {
    let run = try Run(
      [Self.search, .text("Dry [story:1].")],
      faults: [
        Fault(
          .error(
            status: 400, code: "ValidationException",
            message: "This model doesn't support tool use in streaming mode."), on: "ConverseStream")
      ])
    let answer = try await run.ask("Boots?")
    #expect(answer.response == "Dry.")
    #expect(run.space.shown.withLock { $0 } == "Dry.")
    #expect(run.scene.emulator.requests("ConverseStream").count == 1)
    #expect(run.scene.emulator.requests("Converse").count == 2)
  }

  @Test func looksUpWhatTheTableGotWrong() async throws {
    let run = try Run(
      [.text("Hello.")],
      faults: [
        Fault(
          .error(status: 400, code: "ValidationException", message: "The provided model identifier is invalid."),
          on: "us.anthropic.claude-sonnet-4-5")
      ])
    // There is no other model, so the service's refusal is reported.
    run.scene.emulator.update { $0.bedrock.models = [] }
    let caught = await failure(AskInterruption.self) { try await run.ask("Hi") }
    #expect(caught?.failure.sentence == "Model sonnet-4.5 not found. Please check the model ID.")
    #expect(!run.scene.emulator.requests("ListInferenceProfiles").isEmpty)
  }

  @Test func saysWhatItWouldSendWithoutAskingAnyone() throws {
    let run = try Run([])
    var options = Ask.Options(question: "Hi", model: "opus-99")
    options.temperature = 0.5
    options.system = "Rhyme."
    let scene = run.scene
    let request = try Ask(
      options, session: scene.session, library: run.space.library, store: nil, log: .silent
    ).dryRun(region: "us-east-1")
    #expect(request.model.used == "opus-99")
    #expect(request.tools == AskTools.specs)
    #expect(request.system.hasSuffix("Rhyme."))
    #expect(request.temperature == 0.5)
    #expect(scene.emulator.requests.isEmpty)
  }

  @Test func boundsTheHistoryItSends() async throws {
    let run = try Run([])
    var id: String?
    for number in 1...8 {
      let answer = try await run.ask("hello \(number)") { options in
        options.history = 5
        options.conversation = id.map { .id($0) } ?? .new
      }
      id = answer.conversationID
    }
    let bodies = run.scene.emulator.requests("ConverseStream").map { $0.text }
    let last = try #require(bodies.last)
    #expect(last.components(separatedBy: #""role":"#).count - 1 <= 5)
    #expect(last.contains("hello 8") && last.contains("hello 7") && last.contains("hello 6"))
    #expect(!last.contains("hello 5"))
  }
}
