import Emulator

extension IndexScene {
  /// Changes the stories of the space, and so the version of its content.
  func change(_ change: (inout [Story]) -> Void) {
    emulator.update { scenario in
      var stories = scenario.storyblok.space.stories
      change(&stories)
      let old = scenario.storyblok.space
      scenario.storyblok.space = Space(
        languages: old.languages, datasources: old.datasources, schemas: old.schemas, stories: stories)
      scenario.storyblok.space.version = old.version + 60
    }
  }
}
