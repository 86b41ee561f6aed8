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
      case "/v2/cdn/spaces/me": request.json(#"{"error":"Unauthorized"}"#, status: 401)
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

  @Test func storyblokIdentity_aTokenNobodyTakes() async throws {
    let stub = StubTransport { request, _ in request.json("", status: 401) }
    #expect(await failure { try await World.client(stub, space: nil).isWithoutSpace() }?.code == .noToken)
    #expect(await failure { try await World.client(stub).tokenKind() }?.code == .invalidToken)
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
