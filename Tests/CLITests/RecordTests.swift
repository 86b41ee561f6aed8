import Core
import Testing

@testable import CLI

@Suite struct RecordTests {
  private static let record: Record = [
    "id": .integer(7), "name": .text("=x"), "note": .text(nil), "score": .number(0.5), "on": .bool(true),
    "tags": .texts(["a", "b"]), "part": .record(["k": .text("v")]), "none": .record(nil), "parts": .records([]),
    "raw": .content(json: { Array("[1, 2]".utf8) }, text: { "one" }), "left_out": .absent,
  ]
  private static let summary = RecordSummary(document: ["status": .text("success"), "items": .items, "n": .integer(1)])

  private func written(_ printer: any RecordPrinter, _ records: [Record]) throws -> String {
    let memory = Memory()
    let output = Output(sink: memory.sink, colours: false, cleans: false)
    for record in records { try printer.print([record], to: output) }
    try printer.finish(Self.summary, to: output)
    try output.flush()
    return memory.text
  }

  private static let object =
    #"{"id":7,"name":"=x","note":null,"score":0.5,"on":true,"tags":["a","b"],"part":{"k":"v"},"none":null,"#
    + #""parts":[],"raw":[1, 2]}"#

  @Test func recordJSON_putsTheItemsInTheirPlace() throws {
    #expect(
      try written(RecordJSON(), [Self.record, ["a": .integer(1)]])
        == #"{"status":"success","items":["# + Self.object + #",{"a":1}],"n":1}"# + "\n")
    #expect(try written(RecordJSON(), []) == #"{"status":"success","items":[],"n":1}"# + "\n")
  }

  @Test func recordLines_areADocumentEach() throws {
    #expect(try written(RecordLines(), [Self.record, [:]]) == Self.object + "\n{}\n")
  }

  @Test func recordSeparated_takesColumnsByName() throws {
    let columns = ["score", "name", "id", "note", "on", "tags", "unknown"]
    #expect(
      try written(RecordFormat.csv.printer(columns: columns, text: RecordLines()), [Self.record])
        == "score,name,id,note,on,tags,unknown\r\n0.5,'=x,7,,yes,\"a, b\",\r\n")
    #expect(
      try written(RecordFormat.csv.printer(columns: ["name"], isRawCSV: true, text: RecordLines()), [Self.record])
        == "name\r\n=x\r\n")
  }

  @Test func recordTable_isFittedOrSeparatedByTabs() throws {
    let columns = [
      RecordTable.Column(Table.Column("ID"), field: "id"),
      RecordTable.Column(Table.Column("NOTE"), field: "note", none: "-"),
    ]
    #expect(try written(RecordTable(columns, width: nil), [Self.record]) == "7\t-\n")
    #expect(try written(RecordTable(columns, width: 80), [Self.record]) == "ID  NOTE\n7   -\n")
    #expect(try written(RecordTable(columns, width: 80), []).isEmpty)
  }

  @Test func recordFields_leaveOutWhatHasNoValue() {
    #expect(
      RecordFields.text(["Name": .text("a\nb"), "Note": .text(nil), "A long name indeed": .integer(1)]).plain
        == "Name:        a b\nA long name indeed: 1\n")
  }

  @Test func recordFormat_optionNamesItsFormats() {
    let flag = RecordFormat.flag([.text, .json], of: "thing", plural: "things")
    #expect(flag.spec.choices == ["text", "json"] && flag.spec.summary == "text or json")
    #expect(flag.spec.accepts("json") && !flag.spec.accepts("csv"))
    #expect(flag.spec.jsonValue == "json")
  }
}
