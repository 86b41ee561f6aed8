import AWS
import Core
import HTTP
import Storyblok

/// Finds the Storyblok identity: the kind of the token and its space.
struct StoryblokIdentifier: Sendable {
  let settings: Settings
  let http: HTTPClient
  let log: Log
  let isOffline: Bool

  func identity() async -> StoryblokIdentity {
    var identity = StoryblokIdentity()
    let configuration: StoryblokConfiguration
    do throws(Failure) { configuration = try StoryblokConfiguration(settings) } catch {
      identity.failure = error
      identity.tokenOrigin = settings.string(.storyblokToken)?.origin
      return identity
    }
    identity.tokenOrigin = configuration.token.origin
    identity.spaceID = configuration.space?.value
    identity.region = configuration.region
    identity.base = configuration.management.text
    if let mismatch = configuration.regionMismatch {
      identity.notices.append(Notice(mismatch, hint: configuration.regionHint ?? "check STORYBLOK_REGION"))
    }
    identity.notices += settings.trimmedPlaces(SettingKey.storyblok).map { place in
      Notice(
        "\(place) has white space or a line end around it, which was cut off",
        hint: "write the bare value: other tools take it verbatim, and Storyblok refuses it")
    }
    if configuration.isOpenToOthers(settings.environment) {
      identity.notices.append(
        Notice(
          "\(StoryblokConfiguration.loginFile) can be read by others",
          hint: "run: chmod 600 \(StoryblokConfiguration.loginFile)"))
    }
    if isOffline {
      add(index: configuration.space?.value, isManagement: nil, to: &identity)
      return identity
    }
    let client = StoryblokClient(
      configuration: configuration, http: http, environment: settings.environment, log: log)
    do throws(Failure) {
      if try await client.isWithoutSpace() {
        identity.notices.append(
          Notice(
            "no space is set", hint: "set STORYBLOK_SPACE_ID or \(option: .space): only a delivery token names its own")
        )
        identity.spaces = await spaces(client)
      } else {
        identity.space = try await client.space()
      }
      identity.kind = try await client.tokenKind()
    } catch { identity.failure = error }
    identity.base = client.apiBase
    if identity.failure == nil { await user(client, &identity) }
    add(index: client.knownSpace, isManagement: client.listsAreBare, to: &identity)
    return identity
  }

  /// Adds the local index of the space, if there is one.
  private func add(index space: Int64?, isManagement: Bool?, to identity: inout StoryblokIdentity) {
    guard let space else { return }
    let identifier = IndexIdentifier(settings: settings, log: log)
    do throws(Failure) { identity.index = try identifier.index(of: space, isManagement: isManagement) } catch {
      identity.notices.append(Notice(error.sentence, hint: error.hints[0]))
    }
  }

  /// The spaces that the token reaches. A scoped token may not list them; then none are reported.
  private func spaces(_ client: StoryblokClient) async -> [Space]? {
    do throws(Failure) { return try await client.spaces() } catch {
      log.note("the token may not list its spaces: \(error.sentence)")
      return nil
    }
  }

  /// Adds the user. A scoped token may not read it; then only the space is reported.
  private func user(_ client: StoryblokClient, _ identity: inout StoryblokIdentity) async {
    guard identity.kind == .personal || identity.kind == .oauth else { return }
    do throws(Failure) {
      identity.user = try await client.user()
      guard identity.kind == .personal, identity.user != nil else { return }
      if let notice = UnscopedTokens.notice(settings.environment.clock) {
        identity.notices.append(Notice(notice, hint: UnscopedTokens.remedy))
      }
    } catch { log.note("the token may not read its user, so it is a scoped one: \(error.sentence)") }
  }
}
