import AWS
import Core
import Index
import Storyblok

/// The estimate of an update, which writes nothing.
extension IndexUpdate {
  /// The most stories that are read one a request for an estimate.
  private static let sample = 100

  /// What an update would do. With a delivery token the stories that changed are read and cut; with a management token,
  /// which reads one a request, at most a hundred of them stand for the others.
  func estimate(_ space: IndexedSpace, _ options: Options) async throws(Failure) -> IndexReport {
    let before = try known(space.subject)
    let manifest = try await manifest(space, known: before.flatMap { $0.information.trusted($0.stamps) })
    let plan = IndexPlan(manifest, known: before?.stamps ?? [:])
    let isManagement = space.subject.family == .management
    let ids = isManagement ? Self.spread(plan.read, Self.sample) : plan.read
    let read = try await measure(ids, space)
    let factor = ids.isEmpty ? 1 : Double(plan.read.count) / Double(ids.count)
    let fresh = (passages: Int((Double(read.passages) * factor).rounded()), scalars: Double(read.scalars) * factor)

    var report =
      before.map { IndexReport($0.information) } ?? IndexReport(space.subject, path: folder.path(of: space.subject))
    let kept = before.map { Self.kept($0.information, plan) } ?? 0
    report.stories = plan.stories
    report.passages = kept + fresh.passages
    report.changed = plan.read.count
    report.removed = plan.gone.count
    var estimate = IndexReport.Estimate(
      requests: 0, seconds: 0, sample: ids.count < plan.read.count ? ids.count : nil, waiting: 0)
    estimate.seconds = isManagement ? Double(plan.read.count) / 4 : Double(plan.read.count) / 1000
    if let name = options.model ?? before?.information.model {
      let model = try await embedder(name).model()
      let isNew = before?.information.model.map { !model.isSame(as: $0) } ?? true
      let waiting = fresh.passages + (isNew ? kept : max(0, kept - (before?.information.vectors ?? 0)))
      let mean = fresh.passages > 0 ? fresh.scalars / Double(fresh.passages) : 1200
      let embedding = EmbeddingEstimate(model, passages: waiting, scalars: Int(Double(waiting) * mean))
      report.model = before?.information.model.flatMap { isNew ? nil : $0 } ?? model.choice.used
      report.dimensions = model.dimensions
      report.cost = embedding.cost
      estimate.requests = embedding.requests
      estimate.seconds += embedding.seconds
      estimate.waiting = waiting
    }
    report.estimate = estimate
    log.progress(nil)
    return report
  }

  /// What the index holds now; nil without one. A file that cannot be used would be reported by the update itself.
  private func known(
    _ subject: IndexSubject
  ) throws(Failure) -> (information: IndexInformation, stamps: [Int64: String])? {
    guard folder.holds(subject) else { return nil }
    do throws(Failure) {
      let information = try IndexInformation.read(subject, in: folder, log: log)
      return (information, try IndexReader.open(subject, in: folder, log: log).stamps())
    } catch {
      guard error.code == .notFound else { throw error }
      return nil
    }
  }

  /// The passages of stories that neither changed nor are gone, by the mean of all.
  private static func kept(_ before: IndexInformation, _ plan: IndexPlan) -> Int {
    guard before.stories > 0 else { return 0 }
    let changed = plan.stories - (before.stories - plan.gone.count)
    let kept = max(0, before.stories - plan.gone.count - max(0, plan.read.count - changed))
    return Int((Double(before.passages) * Double(kept) / Double(before.stories)).rounded())
  }

  /// Some of `ids`, spread evenly over all of them.
  static func spread(_ ids: [Int64], _ most: Int) -> [Int64] {
    guard ids.count > most else { return ids }
    return (0..<most).map { ids[$0 * ids.count / most] }
  }

  /// Reads stories and cuts their texts.
  private func measure(_ ids: [Int64], _ space: IndexedSpace) async throws(Failure) -> (passages: Int, scalars: Int) {
    let maker = StoryDocuments(client: client, scope: space.scope)
    let cutter = PassageCutter()
    let progress = IndexProgress("stories", of: ids.count, log: log, clock: environment.clock, lock: nil)
    var found = (passages: 0, scalars: 0)
    var count = 0
    var waiting: [Story] = []
    func flush() async throws(Failure) {
      for document in try await maker.documents(of: waiting) {
        let pieces = cutter.pieces(of: document.text)
        found.passages += max(1, pieces.count)
        found.scalars += pieces.reduce(0) { $0 + $1.end - $1.start }
      }
      count += waiting.count
      waiting = []
      progress.show(count)
    }
    try await client.read(ids: ids, in: space.scope) { (story) throws(Failure) in
      waiting.append(story)
      if waiting.count >= 20 { try await flush() }
    }
    if !waiting.isEmpty { try await flush() }
    return found
  }
}
