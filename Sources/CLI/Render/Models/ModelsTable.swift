import Assistant

/// The models as a table.
enum ModelsTable {
  /// The columns that apply, one row a model.
  static func table(_ result: ModelsResult, _ options: ModelsOptions) -> Table {
    let showsRegion = result.regions.count > 1
    var columns: [Table.Column] = []
    if showsRegion { columns.append(Table.Column("REGION")) }
    columns += [
      Table.Column("MODEL", isFlexible: true), Table.Column("PROVIDER", isFlexible: true, dispensability: 2),
      Table.Column("LIFECYCLE", dispensability: 1), Table.Column("STREAM", dispensability: 3),
    ]
    if options.access { columns.append(Table.Column("ACCESS", isFlexible: true)) }
    columns.append(Table.Column("INVOKE WITH", isWhole: true, style: .bold))
    var table = Table(columns)
    for row in result.rows {
      var cells: [String] = showsRegion ? [row.region] : []
      cells += [row.name, row.provider, lifecycle(row), row.streaming.map { $0 ? "yes" : "no" } ?? "?"]
      if options.access { cells.append(access(row.access)) }
      cells.append(row.invokeWith ?? "-")
      table.add(cells)
    }
    return table
  }

  /// `active`, `legacy until 2026-10-14`.
  private static func lifecycle(_ row: ModelRow) -> String {
    let word = row.lifecycle?.lowercased() ?? "-"
    return row.endOfLife.map { "\(word) until \($0.prefix(10))" } ?? word
  }

  private static func access(_ access: ModelRow.Access?) -> String {
    switch access {
    case nil: "-"
    case .ok: "ok"
    case .problems(let problems): problems.joined(separator: ", ")
    case .unknown(let why): "not known: \(why)"
    }
  }
}
