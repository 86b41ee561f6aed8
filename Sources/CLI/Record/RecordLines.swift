import Core

/// `jsonl`: one document a record, written as records arrive.
struct RecordLines: RecordPrinter {
  func print(_ records: [Record], to output: Output) throws(Failure) {
    for record in records { try output.write(document: record) }
  }
}
