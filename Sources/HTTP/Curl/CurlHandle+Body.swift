internal import CCurl

extension CurlHandle {
  /// The read callback has no seek callback beside it, so libcurl cannot send the body a second time.
  func setBody(_ request: Request, _ context: UnsafeRawPointer) {
    switch request.method {
    case "GET" where request.body.isEmpty: break
    case "HEAD": set(CURLOPT_NOBODY, 1)
    default:
      if request.method != "POST" { set(CURLOPT_CUSTOMREQUEST, request.method) }
      guard request.method == "POST" || !request.body.isEmpty else { break }
      set(CURLOPT_POST, 1)
      withUnsafePointer(to: curl.api) { api in
        _ = sva_curl_set_size(api, easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(request.body.count))
      }
      set(CURLOPT_READDATA, context)
      set(CURLOPT_READFUNCTION) { buffer, size, count, context in
        guard let context else { return 0 }
        let handle = Unmanaged<CurlHandle>.fromOpaque(context).takeUnretainedValue()
        return handle.readBody(into: UnsafeMutableRawBufferPointer(start: buffer, count: size * count))
      }
    }
  }

  private func readBody(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    transfer.request.body.withUnsafeBytes { body in
      let count = min(buffer.count, body.count - bodyRead)
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: body[bodyRead..<bodyRead + count]))
      bodyRead += count
      return count
    }
  }
}
