internal import CCurl
internal import Core
import Synchronization

/// Runs all transfers on one thread over libcurl's multi interface: one connection pool, shared HTTP/2 connections, and
/// no lock around a handle, because handles stay on the thread.
///
/// Other threads add orders to a queue and wake libcurl.
final class CurlDriver: Sendable {
  enum Order: Sendable {
    case start(CurlTransfer)
    case resume(CurlTransfer)
    case sendMore(CurlTransfer)
    case cancel(CurlTransfer)
    case open(WebURL)
  }

  private struct Shared {
    var orders: [Order] = []
    var isStarted = false
    /// Wakes the multi handle; nil until it exists.
    var wake: (@Sendable () -> Void)?
    /// Why this process cannot send requests; nil if it can.
    var fault: TransportError?
  }

  private let shared = Mutex(Shared())
  private let network: NetworkSettings
  /// The system's certificates; nil for those that libcurl was built with.
  private let system: SystemTrust?

  init(network: NetworkSettings, system: SystemTrust? = nil) {
    self.network = network
    self.system = system
  }

  /// Starts the thread, which opens libcurl. Does nothing if the thread runs already.
  func start() {
    let isFirst = shared.withLock { state in
      defer { state.isStarted = true }
      return !state.isStarted
    }
    guard isFirst else { return }
    if !SystemThread.start({ self.run() }) { fail(TransportError(.unusable("no thread"), host: "")) }
  }

  /// Gives an order to the thread.
  func submit(_ order: Order) {
    start()
    let (wake, fault) = shared.withLock { state in
      state.orders.append(order)
      return (state.wake, state.fault)
    }
    if let fault { fail(fault) }
    wake?()
  }

  private func takeOrders() -> [Order] {
    shared.withLock { state in
      defer { state.orders = [] }
      return state.orders
    }
  }

  private func run() {
    do throws(TransportError) {
      let curl = try LibCurl.open()
      let api = curl.api
      nonisolated(unsafe) let multi = curl.multi
      shared.withLock { $0.wake = { _ = api.multi_wakeup(multi) } }
      loop(curl)
    } catch { fail(error) }
  }

  /// Fails every transfer, later ones too, with `error`.
  private func fail(_ error: TransportError) {
    shared.withLock { $0.fault = error }
    for case .start(let transfer) in takeOrders() { transfer.finish(.failure(error)) }
  }

  private func loop(_ curl: LibCurl) {
    var active: [UnsafeMutableRawPointer: CurlHandle] = [:]
    var system: SystemTrust?
    let openings = CurlOpenings(curl)
    func start(_ transfer: CurlTransfer, mayUseOpened: Bool = true) {
      if mayUseOpened, openings.hold(transfer) { return }
      // Its folder is looked at when it is needed.
      if system == nil, network.trust == nil, transfer.request.url.scheme == .https {
        system = self.system ?? SystemTrust(curl)
      }
      do throws(TransportError) {
        let handle = try CurlHandle(transfer, curl: curl, network: network, system: system)
        if mayUseOpened, handle.proxy == nil, let socket = openings.take(for: transfer.request.url) {
          handle.use(socket)
        }
        try handle.start()
        active[handle.easy] = handle
      } catch { transfer.finish(.failure(error)) }
    }
    func handle(of transfer: CurlTransfer) -> CurlHandle? { active.values.first { $0.transfer === transfer } }
    while true {
      for order in takeOrders() {
        switch order {
        case .start(let transfer):
          if !transfer.isFinished { start(transfer) }
        case .open(let url):
          if network.proxy(for: url) == nil { openings.open(url) }
        case .resume(let transfer):
          handle(of: transfer)?.resume()
        case .sendMore(let transfer):
          handle(of: transfer)?.resumeSending()
        case .cancel(let transfer):
          if let handle = handle(of: transfer) { active.removeValue(forKey: handle.easy)?.close() }
          // A task may be cancelled before its transfer is started.
          transfer.finish(.failure(TransportError(.cancelled, host: transfer.request.url.host)))
        }
      }
      var running: Int32 = 0
      _ = curl.api.multi_perform(curl.multi, &running)
      var left: Int32 = 0
      while let message = curl.api.multi_info_read(curl.multi, &left) {
        guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle else { continue }
        let code = sva_curl_result(message)
        guard let handle = active.removeValue(forKey: easy) else {
          for transfer in openings.finish(easy, code) where !transfer.isFinished { start(transfer) }
          continue
        }
        if handle.wasClosedUnused(code) {
          handle.close()
          start(handle.transfer, mayUseOpened: false)
          continue
        }
        guard let known = system, handle.mayNeedTrustFile(code) else {
          handle.complete(code)
          continue
        }
        // Nothing was sent. The file may hold what the folder does not.
        system = SystemTrust(folder: nil, file: known.file)
        handle.close()
        handle.transfer.note(
          "the certificate of \(handle.transfer.request.url.host) cannot be verified with \(known.folder ?? "the folder"): "
            + "the file of all certificates is read")
        start(handle.transfer)
      }
      let now = ContinuousClock.now
      var wait = Duration.seconds(600)
      for (easy, handle) in active {
        let left = handle.timeLeft(now)
        if left > .zero {
          wait = min(wait, left, handle.attend(now))
        } else {
          active.removeValue(forKey: easy)
          handle.expire()
        }
      }
      let milliseconds =
        wait == .zero ? 0 : wait.components.seconds * 1000 + wait.components.attoseconds / 1_000_000_000_000_000 + 1
      // Orders may have come since `takeOrders`. `multi_wakeup` before this call makes it return at once.
      _ = curl.api.multi_poll(curl.multi, nil, 0, Int32(milliseconds), nil)
    }
  }
}
