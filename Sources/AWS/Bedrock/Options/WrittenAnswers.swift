import Core

/// The inputs of the calls of the answer's tool, as a body of Converse holds them.
struct WrittenAnswers {
  /// The inputs as JSON, in order.
  private(set) var inputs: [String] = []

  /// Reads a body; nothing of one that is not as documented.
  init(_ body: [UInt8]) {
    var reader = JSONReader(body)
    var inputs: [String] = []
    try? reader.membersIfObject { (reader, name) throws(JSONFault) in
      guard name == "output" else { return try reader.skip() }
      try reader.membersIfObject { (reader, name) throws(JSONFault) in
        guard name == "message" else { return try reader.skip() }
        try reader.membersIfObject { (reader, name) throws(JSONFault) in
          guard name == "content" else { return try reader.skip() }
          try reader.elementsIfArray { (reader) throws(JSONFault) in
            if let input = try Self.input(&reader) { inputs.append(input) }
          }
        }
      }
    }
    self.inputs = inputs
  }

  /// The input of a block that calls the tool; nil for any other block.
  private static func input(_ reader: inout JSONReader) throws(JSONFault) -> String? {
    var (tool, input): (String?, String?)
    try reader.membersIfObject { (reader, name) throws(JSONFault) in
      guard name == "toolUse" else { return try reader.skip() }
      try reader.membersIfObject { (reader, name) throws(JSONFault) in
        switch name {
        case "name": tool = try reader.text()
        case "input": input = String(decoding: try reader.slice(), as: UTF8.self)
        default: try reader.skip()
        }
      }
    }
    return tool == AnswerSchema.toolName ? input : nil
  }
}

extension Message {
  /// Notes how the inputs of the answer's tool were written, in the order of the calls.
  mutating func note(_ written: WrittenAnswers) {
    var inputs = written.inputs[...]
    for (index, block) in content.enumerated() {
      guard case .toolUse(var use) = block, use.name == AnswerSchema.toolName else { continue }
      use.written = inputs.popFirst()
      content[index] = .toolUse(use)
    }
  }
}
