public import AWS
public import Core
public import Index
public import Storyblok

/// Builds and updates the local index of a space: the use case of `sva search --update-index`.
///
/// What is done stays, whatever happens next: stories are written in small transactions, words before vectors, and the
/// next update goes on where this one stopped.
public struct IndexUpdate: Sendable {
  /// What is asked for.
  public struct Options: Sendable {
    /// The version and language of the stories.
    public var scope: StoryScope
    /// The name of the embedding model, if vectors are wanted; nil to keep up those that there are.
    public var model: String?
    /// Whether only an estimate is made.
    public var isDryRun = false

    /// Options.
    public init(scope: StoryScope, model: String? = nil, isDryRun: Bool = false) {
      self.scope = scope
      self.model = model
      self.isDryRun = isDryRun
    }
  }

  let client: StoryblokClient
  let session: AWSSession
  let folder: IndexFolder
  let environment: Environment
  let log: Log
  /// The version of this program.
  let builder: String

  /// An update of the index files in `folder`.
  public init(
    client: StoryblokClient, session: AWSSession, folder: IndexFolder, environment: Environment, builder: String,
    log: Log
  ) {
    self.client = client
    self.session = session
    self.folder = folder
    self.environment = environment
    self.builder = builder
    self.log = log
  }

  /// Brings the index up to date, or makes an estimate.
  ///
  /// - Throws: `Failure` of Storyblok and of the file; of Bedrock, after the words are done. Then the index can be
  ///   searched by words, and by the vectors that were made.
  public func run(_ options: Options) async throws(Failure) -> IndexReport {
    // A name that means no model is found before anything is read.
    if let model = options.model { try embedder(model).check() }
    log.progress("asking the space what it has")
    let space = try await IndexedSpace(client, options.scope, log: log)
    if options.isDryRun { return try await estimate(space, options) }
    let lock = try await lock(space.subject)
    let writer = try IndexWriter.open(
      lock, in: folder, builder: builder, random: environment.random(), log: log)
    let words = try await updateWords(space, writer, lock)
    let cost = try await updateVectors(options, writer, lock)
    log.progress(nil)
    removeUnused(space.subject)
    var report = IndexReport(try writer.information())
    report.changed = words.changed
    report.removed = words.removed
    report.cost = cost
    return report
  }

  func embedder(_ name: String) -> Embedder { Embedder(name, session: session, log: log) }

  /// Takes the lock, after another process that builds the same index.
  private func lock(_ subject: IndexSubject) async throws(Failure) -> IndexLock {
    var isSaid = false
    return try await IndexLock.wait(subject, in: folder, clock: environment.clock) { holder in
      if !isSaid { log.notice("\(holder.description) builds this index: waiting for it") }
      isSaid = true
      log.progress("waiting for \(holder.description)")
    }
  }

  /// Removes indexes that nobody has used for long.
  private func removeUnused(_ subject: IndexSubject) {
    do throws(Failure) {
      let removed = try folder.removeUnused(besides: subject, now: environment.clock.seconds)
      for subject in removed { log.note("index: that of the \(subject.description) was not used for 90 days: removed") }
    } catch { log.note("index: \(error.sentence)") }
  }
}
