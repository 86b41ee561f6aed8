public import Core

extension StoryblokClient {
  /// The filter with names that people use replaced by those that lists take. No request is sent where there is nothing
  /// to replace.
  ///
  /// - Throws: `Failure` of a request; `notFound` for a release, or for a reference that names no story; `usage` for a
  ///   release with a delivery token, and for an address of another space.
  public func resolve(_ filter: StoryFilter, in scope: StoryScope) async throws(Failure) -> StoryResolution {
    try await ask { (source) throws(Failure) in
      let languages = { @Sendable () async throws(Failure) -> [String] in
        do throws(Failure) { return try await self.space().languages.codes } catch {
          if error.code == .interrupted { throw error }
          self.connection.log.note("storyblok: the languages of the space are not known: \(error.sentence)")
          return []
        }
      }
      let space = { @Sendable () async throws(Failure) -> Int64 in
        // A management token searches the configured space, and a delivery token its own.
        if source.access.isManagement, let space = self.configuration.space { return space.value }
        return try await self.space().id
      }
      let resolver = StoryResolver(source: source, scope: scope, languages: languages, space: space)
      return try await resolver.resolve(filter)
    }
  }
}
