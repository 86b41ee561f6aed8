import AWS
import Assistant
import Core
import Emulator
import HTTP
import Index
import Storyblok

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How well the local index finds, by words and with the vectors of the emulator. The emulator's vectors are made of
/// hashed words and a table of synonyms: they show that fusing does no harm, and nothing about a real model.
struct IndexRetrieval {
  private let reader: IndexReader
  private let questions: QuestionEmbedder

  /// The most dimensions that an index of the emulator's models has.
  private static let model = "cohere.embed-multilingual-v3"
  /// The least nDCG of words on the set whose answers are known best.
  static let leastOfWords = ["aws-docs.queries": 0.75]

  /// Builds the index of a space in a folder of that name.
  init(_ emulator: Emulator, folder name: String) async throws {
    let here = getcwd(nil, 0).map { pointer in
      defer { free(pointer) }
      return String(cString: pointer)
    }
    let folder = (here ?? "/tmp") + "/" + name
    let environment = Environment(variables: [
      "STORYBLOK_TOKEN": StoryblokToken.preview.value, "STORYBLOK_API_BASE": emulator.url,
      "AWS_ENDPOINT_URL": emulator.url, "AWS_REGION": "us-east-1", "AWS_EC2_METADATA_DISABLED": "true",
      "AWS_ACCESS_KEY_ID": Identity.user.accessKeyID, "AWS_SECRET_ACCESS_KEY": Identity.user.secret,
      "AWS_CONFIG_FILE": folder + "/none", "AWS_SHARED_CREDENTIALS_FILE": folder + "/none",
    ])
    let http = HTTPClient(transport: CurlTransport(environment: environment), environment: environment, log: .silent)
    let settings = Settings(environment: environment)
    let client = StoryblokClient(
      configuration: try StoryblokConfiguration(settings), http: http, environment: environment, log: .silent)
    let session = AWSSession(settings: settings, http: http)
    let index = IndexFolder(folder)
    let update = IndexUpdate(
      client: client, session: session, folder: index, environment: environment, builder: "bench", log: .silent)
    _ = try await update.run(IndexUpdate.Options(scope: StoryScope(), model: Self.model))
    guard let subject = try index.subjects().first else {
      throw Failure(.internal, "no index was built", hint: "look at the emulator")
    }
    reader = try IndexReader.open(subject, in: index, log: .silent)
    questions = QuestionEmbedder(session: session, log: .silent)
  }

  /// The slugs of the stories that words find.
  func byWords(_ question: String) throws -> [String] { try slugs(reader.search(question)) }

  /// The slugs of the stories that words and vectors find.
  func fused(_ question: String) async throws -> [String] {
    guard let vectors = reader.vectors else { return [] }
    let vector = try await questions.vector(of: question, model: vectors.model, dimensions: vectors.dimensions)
    return try slugs(reader.search(question, vector: vector))
  }

  /// The slugs of the stories that SQLite's own shell finds with BM25 over the same passages; nil without the shell.
  func byShell(_ question: String) throws -> [String]? {
    let match = QuestionWords(question, most: 100).words.map { "\"\($0)\"" }.joined(separator: " OR ")
    let query = """
      select s.slug from words w cross join passage p on p.id = w.rowid cross join story s on s.id = p.story \
      where w.words match '\(match)' and w.rank match 'bm25(3.0, 1.0, 1.0)' order by w.rank limit 200
      """
    guard let shell = popen("sqlite3 '\(reader.path)' 2>/dev/null <<'END'\n\(query);\nEND", "r") else { return nil }
    var bytes: [UInt8] = []
    while case let byte = getc(shell), byte != EOF { bytes.append(UInt8(truncatingIfNeeded: byte)) }
    guard pclose(shell) == 0 else { return nil }
    var seen: Set<String> = []
    let slugs = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    return Array(slugs.filter { seen.insert($0).inserted }.prefix(10))
  }

  private func slugs(_ ranking: IndexRanking) throws -> [String] {
    try reader.hits(of: ranking.items.prefix(10)).map(\.story.slug)
  }
}
