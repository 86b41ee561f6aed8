import AWS
import Assistant
import Core

/// The fields of a model, and the columns of a list of models.
enum ModelRecord {
  /// A model in a region.
  ///
  /// - Parameter withRegion: whether the field `region` is present, because several regions were asked.
  static func record(_ row: ModelRow, withRegion: Bool) -> Record {
    [
      "id": .text(row.id),
      "name": .text(row.name),
      "provider": .text(row.provider),
      "lifecycle": .text(row.lifecycle),
      "streaming": .bool(row.streaming),
      "on_demand": .bool(row.onDemand),
      "inference_profiles": .texts(row.profiles),
      "invoke_with": .text(row.invokeWith),
      "access": .record(row.access.map(access)),
      "end_of_life": .text(row.endOfLife),
      "region": withRegion ? .text(row.region) : .absent,
    ]
  }

  /// The model that was requested, and the one that was called.
  static func choice(_ choice: ModelChoice) -> Record {
    ["requested": .text(choice.requested), "used": .text(choice.used)]
  }

  /// The document of a list: the region, or the result of each of several regions.
  static func summary(_ result: ModelsResult, region: String) -> RecordSummary {
    let isOne = result.regions.count == 1
    return RecordSummary(document: [
      "status": .text("success"),
      "region": .text(isOne ? result.regions[0].region : region),
      "models": .items,
      "regions": isOne ? .absent : .records(result.regions.map(outcome)),
    ])
  }

  private static func outcome(_ region: String, _ failure: Failure?) -> Record {
    [
      "region": .text(region),
      "status": .text(failure == nil ? "success" : "error"),
      "error": .text(failure?.sentence),
      "code": .text(failure?.code.rawValue),
    ]
  }

  private static func access(_ access: ModelRow.Access) -> Record {
    switch access {
    case .ok: ["status": .text("ok"), "problems": .texts([])]
    case .problems(let problems): ["status": .text("not_ok"), "problems": .texts(problems)]
    case .unknown(let why): ["status": .text("unknown"), "problems": .texts([why])]
    }
  }
}

extension ModelRecord {
  /// The fields that csv and tsv show as columns, in order.
  static let columns = [
    "id", "name", "provider", "lifecycle", "streaming", "on_demand", "invoke_with", "end_of_life", "region",
  ]

  /// The columns of the table.
  static func table(withRegion: Bool, withAccess: Bool) -> [RecordTable.Column] {
    var columns: [RecordTable.Column] = []
    if withRegion { columns.append(.init(Table.Column("REGION"), field: "region")) }
    columns += [
      .init(Table.Column("MODEL", isFlexible: true), field: "name"),
      .init(Table.Column("PROVIDER", isFlexible: true, dispensability: 2), field: "provider"),
      .init(Table.Column("LIFECYCLE", dispensability: 1), lifecycle),
      .init(Table.Column("STREAM", dispensability: 3), field: "streaming", none: "?"),
    ]
    if withAccess { columns.append(.init(Table.Column("ACCESS", isFlexible: true), access)) }
    columns.append(.init(Table.Column("INVOKE WITH", isWhole: true, style: .bold), field: "invoke_with", none: "-"))
    return columns
  }

  /// `active`, `legacy until 2026-10-14`.
  private static func lifecycle(_ record: Record) -> String {
    let word = record.text("lifecycle")?.lowercased() ?? "-"
    return record.text("end_of_life").map { "\(word) until \($0.prefix(scalars: 10))" } ?? word
  }

  private static func access(_ record: Record) -> String {
    guard case .record(let access?) = record["access"] else { return "-" }
    let problems = access["problems"].plain ?? ""
    switch access.text("status") {
    case "ok": return "ok"
    case "unknown": return "not known: \(problems)"
    default: return problems
    }
  }
}
