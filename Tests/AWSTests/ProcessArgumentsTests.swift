import AWS
import TestSupport
import Testing

/// The words of `credential_process`, compared with botocore's.
struct ProcessArgumentsTests {
  struct Case: Decodable {
    var text: String
    var words: [String]?

    init(from decoder: any Decoder) throws {
      var array = try decoder.unkeyedContainer()
      text = try array.decode(String.self)
      words = try array.decodeIfPresent([String].self)
    }
  }

  @Test func processArguments_splitsAsBotocoreDoes() throws {
    let cases = try Fixture("process-arguments-cases.jsonl").lines(as: Case.self)
    #expect(cases.count == 5000)
    for sample in cases {
      let words = ProcessArguments.split(sample.text)
      // Compares bytes, because equal Swift strings may have different bytes.
      #expect(
        words?.map { Array($0.utf8) } == sample.words?.map { Array($0.utf8) },
        "\(sample.text.debugDescription)")
    }
  }

  @Test func processArguments_takesLinearTime() {
    let text = String(repeating: "a\\ '\"' ", count: 100_000)
    #expect(ProcessArguments.split(text)?.count == 100_000)
  }
}
