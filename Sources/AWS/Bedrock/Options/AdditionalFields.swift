import Core

extension ConverseRequest {
  /// `additionalModelRequestFields`: the fields of the request itself and those of the effort; nil if there are none.
  ///
  /// A forced tool and thinking exclude each other (`Thinking may not be enabled when tool_choice forces tool use`).
  var modelFields: JSONValue? {
    var fields: [String: JSONValue] = [:]
    if case .object(let own)? = additionalFields { fields = own }
    if let effort {
      if !omitsThinking, !forcesTool { fields["thinking"] = .object(["type": .string("adaptive")]) }
      fields["output_config"] = .object(["effort": .string(effort.rawValue)])
    }
    return fields.isEmpty ? nil : .object(fields)
  }
}
