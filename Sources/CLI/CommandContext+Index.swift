import Assistant

extension CommandContext {
  /// The local index as searches use it; nil where there is no folder for it. Nothing is read yet.
  var localIndex: LocalIndex? { LocalIndex(environment) }
}
