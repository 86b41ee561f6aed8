import Core
import Foundation
import HTTP
import TestSupport
import Testing

@testable import Storyblok

@Suite struct IdentityTests {
  private static func clock(_ seconds: Double) -> WallClock {
    WallClock(now: { Date(timeIntervalSince1970: seconds) }, sleep: { _ in })
  }

  @Test func storyblokIdentity_theEndOfUnscopedTokens() {
    let before = UnscopedTokens.notice(Self.clock(UnscopedTokens.end - 6.5 * 86_400))
    #expect(before == "a personal token without scopes stops working on 30 November 2026, in 7 days")
    #expect(UnscopedTokens.notice(Self.clock(UnscopedTokens.end - 1))?.hasSuffix("in 1 day") == true)
    #expect(UnscopedTokens.notice(Self.clock(UnscopedTokens.end)) == nil)
    #expect(!UnscopedTokens.haveEnded(Self.clock(UnscopedTokens.end - 1)))
    #expect(UnscopedTokens.haveEnded(Self.clock(UnscopedTokens.end)))
  }

  @Test func storyblokIdentity_aManagementTokenWithoutASpaceHasAUser() async throws {
    let stub = StubTransport { request, _ in
      switch request.url.path {
      case "/v1/users/me":
        request.json(#"{"user":{"id":"7","friendly_name":null,"firstname":"Lena","lastname":"Huber"}}"#)
      default: nil
      }
    }
    let client = try World.client(stub, space: nil)
    #expect(try await client.isWithoutSpace())
    #expect(try await client.tokenKind() == .personal)
    #expect(try await client.user()?.name == "Lena Huber")
  }

  @Test func storyblokIdentity_anOAuthTokenReadsItsOwnUser() async throws {
    let stub = StubTransport { request, _ in
      guard request.headers["Authorization"] == "Bearer " + World.personal else {
        return request.json("", status: 401)
      }
      return request.url.path == "/v1/oauth/user_info"
        ? request.json(#"{"user":{"id":7,"email":"a@b.example"},"space":{"id":1}}"#)
        : request.json(#"{"space":{"id":1023456,"name":"A"}}"#)
    }
    let client = try World.client(stub)
    #expect(try await client.tokenKind() == .oauth)
    #expect(try await client.user()?.email == "a@b.example")
  }

  /// The refusal names the APIs that were asked, and no other one was.
  @Test(
    arguments: [
      (
        World.personal, "Storyblok refused the token: the management API (api-us.storyblok.com) does not accept it",
        ["/v1/spaces/1023456", "/v1/spaces/1023456"]
      ),
      (
        "Bearer abc", "Storyblok refused the token: the management API (api-us.storyblok.com) does not accept it",
        ["/v1/spaces/1023456"]
      ),
      (
        World.delivery,
        "Storyblok refused the token: neither the management API (api-us.storyblok.com) nor the delivery API "
          + "(api-us.storyblok.com) accepts it", ["/v2/cdn/spaces/me", "/v1/spaces/1023456", "/v1/spaces/1023456"]
      ),
      (
        "abcdef",
        "Storyblok refused the token: neither the management API (api-us.storyblok.com) nor the delivery API "
          + "(api-us.storyblok.com) accepts it", ["/v1/spaces/1023456", "/v1/spaces/1023456", "/v2/cdn/spaces/me"]
      ),
    ] as [(String, String, [String])])
  func storyblokIdentity_aTokenNobodyTakes(_ token: String, _ sentence: String, _ paths: [String]) async throws {
    let stub = StubTransport { request, _ in request.json("", status: 401) }
    let refused = await failure { try await World.client(stub, token: token).space() }
    #expect(refused?.code == .invalidToken)
    #expect(refused?.sentence == sentence)
    #expect(stub.requests.map(\.url.path).map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 } == paths)
    #expect(stub.requests.allSatisfy { $0.url.path.hasPrefix("/v2") || $0.url.query == nil })
  }

  /// Without a space the management API is asked for the user, so that its token is not sent on in a URL.
  @Test(
    arguments: [
      (World.personal, 200, Failure.Code.noToken, ["/v1/users/me"]), ("abcdef", 200, .noToken, ["/v1/users/me"]),
      ("abcdef", 403, .noToken, ["/v1/users/me"]),
      (World.personal, 401, .invalidToken, ["/v1/users/me", "/v1/oauth/user_info"]),
      ("abcdef", 401, .invalidToken, ["/v1/users/me", "/v1/oauth/user_info", "/v2/cdn/stories"]),
    ] as [(String, Int, Failure.Code, [String])])
  func storyblokClient_withoutASpaceAsksForTheUser(
    _ token: String, _ status: Int, _ code: Failure.Code, _ paths: [String]
  ) async throws {
    let stub = StubTransport { request, _ in request.json(#"{"user":{"id":7}}"#, status: status) }
    let client = try World.client(stub, token: token, space: nil)
    let refused = await failure { try await client.stories(StoryFilter(term: "x"), in: StoryScope()) }
    #expect(refused?.code == code)
    #expect(stub.requests.map(\.url.path) == paths)
  }

  @Test func storyblokIdentity_aScopedTokenDegradesToTheSpace() async throws {
    let stub = StubTransport { request, _ in
      request.url.path == "/v1/users/me"
        ? request.json(#"{"error":"Forbidden"}"#, status: 403) : request.json(#"{"space":{"id":1023456,"name":"A"}}"#)
    }
    let client = try World.client(stub)
    #expect(try await client.tokenKind() == .personal)
    #expect(await failure { try await client.user() }?.code == .accessDenied)
  }
}
