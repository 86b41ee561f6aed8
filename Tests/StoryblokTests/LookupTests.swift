import Core
import HTTP
import Synchronization
import TestSupport
import Testing

@testable import Storyblok

/// Look-ups of referenced stories and option labels: in batches, once a run, bounded, optional.
@Suite struct LookupTests {
  private static func uuid(_ number: Int) -> String {
    let digits = String(number)
    return "00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
  }

  private static func needs(_ numbers: [Int]) -> ContentNeeds {
    var needs = ContentNeeds()
    needs.uuids = Set(numbers.map(uuid))
    return needs
  }

  /// Answers with the stories asked for; every seventh does not exist.
  private static func space() -> StubTransport {
    StubTransport { request, _ in
      let uuids = (request.query("by_uuids") ?? "").split(separator: ",")
      let stories = uuids.filter { (Int($0.suffix(12)) ?? 0) % 7 != 0 }.map { uuid in
        #"{"id":\#(Int(uuid.suffix(12)) ?? 0),"uuid":"\#(uuid)","name":"Story\n\#(Int(uuid.suffix(12)) ?? 0)","full_slug":"s"}"#
      }
      return request.json("{\"stories\":[\(stories.joined(separator: ","))]}")
    }
  }

  @Test(arguments: [World.personal, World.delivery])
  func lookup_asksInBatchesAndOnceARun(token: String) async throws {
    let stub = Self.space()
    let client = try World.client(stub, token: token)
    let names = try await client.names(for: Self.needs(Array(1...120)), in: StoryScope())
    #expect(names.stories.count == 103)
    #expect(names.stories[Self.uuid(8)] == StoryName(name: "Story 8", path: "s"))
    #expect(names.stories[Self.uuid(7)] == nil)
    #expect(stub.requests.map { $0.query("by_uuids")?.split(separator: ",").count } == [50, 50, 20])
    #expect(stub.requests.map { $0.query("per_page") } == ["50", "50", "50"])
    // Known and missing ones are not asked for again.
    let again = try await client.names(for: Self.needs([8, 7, 121]), in: StoryScope())
    #expect(Set(again.stories.keys) == [Self.uuid(8), Self.uuid(121)])
    #expect(stub.requests.count == 4)
    #expect(stub.requests[3].query("by_uuids") == Self.uuid(121))
  }

  @Test func lookup_storiesReadAnywayNeedNoRequest() async throws {
    let stub = Self.space()
    let client = try World.client(stub)
    let page = try await client.stories(Self.filter([1, 2, 3]), in: StoryScope())
    client.learn(page.stories, in: StoryScope())
    let names = try await client.names(for: Self.needs([1, 2, 3]), in: StoryScope())
    #expect(names.stories.count == 3)
    #expect(stub.requests.count == 1)
    #expect(try await client.names(for: ContentNeeds(), in: StoryScope()) == ContentNames())
    #expect(stub.requests.count == 1)
  }

  private static func filter(_ numbers: [Int]) -> StoryFilter {
    var filter = StoryFilter()
    filter.uuids = numbers.map(uuid)
    return filter
  }

  @Test func lookup_twoAtOnceDoNotRepeatEachOther() async throws {
    let stub = Self.space()
    let client = try World.client(stub)
    _ = try await client.stories(Self.filter([1]), in: StoryScope())
    async let one = client.names(for: Self.needs(Array(1...60)), in: StoryScope())
    async let two = client.names(for: Self.needs(Array(1...60)), in: StoryScope())
    #expect(try await one == two)
    #expect(stub.requests.count == 3)
  }

  @Test func lookup_theStoriesOfARunAreBounded() async throws {
    let stub = Self.space()
    let recorder = LogRecorder(level: .verbose)
    let client = try World.client(stub, log: recorder.log)
    for start in stride(from: 1, to: 3000, by: 500) {
      _ = try await client.names(for: Self.needs(Array(start..<start + 500)), in: StoryScope())
    }
    #expect(stub.requests.count == 40)
    let said = "storyblok: a run looks up 2000 referenced stories; others are left out of the text"
    #expect(recorder.events.filter { "\($0)".contains(said) }.count == 1)
  }

  @Test(arguments: [World.personal, World.delivery])
  func lookup_aFailureIsNotedAndAskedForOnce(token: String) async throws {
    let stub = StubTransport { request, _ in request.json(#"{"error":"oops"}"#, status: 500) }
    let recorder = LogRecorder(level: .verbose)
    let client = try World.client(stub, token: token, log: recorder.log)
    for _ in 1...2 {
      #expect(try await client.names(for: Self.needs([1, 2]), in: StoryScope()) == ContentNames())
    }
    // Its four attempts.
    #expect(stub.requests.count == 4)
    let said = recorder.events.filter { "\($0)".contains("storyblok: referenced stories stay without names: ") }
    #expect(said.count == 1)
  }

  // MARK: - Labels

  private static let components = """
    {"components":[{"name":"article","schema":{"topic":{"type":"option","source":"internal","datasource_slug":"topics"},
    "more":{"type":"options","source":"internal","datasource_slug":"topics"},"other":{"type":"option","source":"internal",
    "datasource_slug":"other"},"level":{"type":"option","options":[{"_uid":"1","name":"Advanced","value":"adv"}]},
    "author":{"type":"option","source":"internal_stories"},"text":{"type":"text","options":[{"name":"n","value":"v"}]}}},
    {"name":"odd","schema":null},5],"component_groups":[]}
    """

  private static func needs(fields: String...) -> ContentNeeds {
    var needs = ContentNeeds()
    needs.options = Set(fields.map { OptionField("article", $0) })
    needs.hasTellingValue = true
    return needs
  }

  @Test func labels_managementReadsTheDatasourcesThatTheSchemaNames() async throws {
    let stub = StubTransport { request, _ in
      if request.url.path.hasSuffix("/components") { return request.json(Self.components) }
      return request.json(
        #"{"datasource_entries":[{"id":1,"name":"Gear\nand more","value":"gear"},{"name":"","value":"x"},null]}"#)
    }
    let client = try World.client(stub)
    let labels = try await client.names(for: Self.needs(fields: "topic", "text", "author"), in: StoryScope()).labels
    #expect(
      labels.fields == [
        OptionField("article", "topic"): ["gear": "Gear"], OptionField("article", "more"): ["gear": "Gear"],
        OptionField("article", "level"): ["adv": "Advanced"],
      ])
    #expect(
      stub.targets == [
        "/v1/spaces/1023456/components", "/v1/spaces/1023456/datasource_entries?datasource_slug=topics",
      ])
    // Known ones are not read again.
    _ = try await client.names(for: Self.needs(fields: "more", "topic"), in: StoryScope())
    #expect(stub.targets.count == 2)
    _ = try await client.names(for: Self.needs(fields: "other"), in: StoryScope())
    #expect(stub.targets.last == "/v1/spaces/1023456/datasource_entries?datasource_slug=other")
  }

  @Test func labels_deliveryReadsEveryDatasourceOnce() async throws {
    let stub = StubTransport { request, _ in
      switch request.query("datasource") {
      case nil: request.json(#"{"datasources":[{"id":1,"slug":"topics"},{"slug":"seasons"}],"cv":5}"#)
      case "topics": request.json(#"{"datasource_entries":[{"name":"Gear","value":"g"},{"name":"Cold","value":"w"}]}"#)
      default: request.json(#"{"datasource_entries":[{"name":"Winter","value":"w"}]}"#)
      }
    }
    let client = try World.client(stub, token: World.delivery)
    for _ in 1...2 {
      let labels = try await client.names(for: Self.needs(fields: "topic"), in: StoryScope()).labels
      #expect(labels.values == ["g": "Gear"] && labels.fields == [:])
    }
    let token = "&token=" + World.delivery
    #expect(
      stub.targets == [
        "/v2/cdn/datasources?page=1&per_page=1000" + token,
        "/v2/cdn/datasource_entries?datasource=topics&page=1&per_page=1000" + token,
        "/v2/cdn/datasource_entries?datasource=seasons&page=1&per_page=1000" + token,
      ])
  }

  @Test func labels_tooManyDatasourcesAreNotRead() async throws {
    let slugs = (1...40).map { #"{"slug":"d\#($0)"}"# }.joined(separator: ",")
    let stub = StubTransport { request, _ in
      request.query("datasource") == nil
        ? request.json("{\"datasources\":[\(slugs)]}")
        : request.json(#"{"datasource_entries":[{"name":"Gear","value":"g"}]}"#)
    }
    let recorder = LogRecorder(level: .verbose)
    let client = try World.client(stub, token: World.delivery, log: recorder.log)
    #expect(try await client.names(for: Self.needs(fields: "topic"), in: StoryScope()).labels == OptionLabels())
    #expect(stub.targets.count == 21)
    #expect("\(recorder.events)".contains("reading every datasource would take more than 20 requests"))
  }

  @Test(arguments: [World.personal, World.delivery], [#"["gone"]"#, "{}", #"{"components":5,"datasources":5}"#])
  func labels_thatCannotBeReadAreAskedForOnce(token: String, body: String) async throws {
    let stub = StubTransport { request, _ in request.json(body, status: body.hasPrefix("[") ? 403 : 200) }
    let recorder = LogRecorder(level: .verbose)
    let client = try World.client(stub, token: token, log: recorder.log)
    for _ in 1...2 {
      #expect(try await client.names(for: Self.needs(fields: "topic"), in: StoryScope()) == ContentNames())
    }
    #expect(stub.targets.count == 1)
    #expect("\(recorder.events)".contains("storyblok: options stay without labels: "))
  }
}
