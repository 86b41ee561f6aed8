// The interface of libcurl for `HTTP`: libcurl's own header for types and options, and a table of its functions that is
// filled when the library is first opened. Nothing links libcurl, because loading it with the thirty libraries of a
// distribution's build would slow down commands that need no network.
#pragma once

#include <curl/curl.h>
#include <dlfcn.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#if defined(__GLIBC__)
#include <malloc.h>
#endif

#pragma clang assume_nonnull begin

/// libcurl's functions. `curl_easy_setopt` and similar functions are variadic, which Swift cannot call, so there is a
/// wrapper for each type of value below.
typedef struct __attribute__((swift_attr("@Sendable"))) sva_curl {
  CURLcode (*global_init)(long);
  curl_version_info_data *_Nullable (*version_info)(CURLversion);
  CURL *_Nullable (*easy_init)(void);
  CURLcode (*easy_setopt)(CURL *, CURLoption, ...);
  CURLcode (*easy_getinfo)(CURL *, CURLINFO, ...);
  CURLcode (*easy_pause)(CURL *, int);
  void (*easy_cleanup)(CURL *);
  const char *_Nullable (*easy_strerror)(CURLcode);
  CURLM *_Nullable (*multi_init)(void);
  CURLMcode (*multi_add_handle)(CURLM *, CURL *);
  CURLMcode (*multi_remove_handle)(CURLM *, CURL *);
  CURLMcode (*multi_perform)(CURLM *, int *);
  CURLMcode (*multi_poll)(CURLM *, struct curl_waitfd *_Nullable, unsigned int, int, int *_Nullable);
  CURLMcode (*multi_wakeup)(CURLM *);
  CURLMsg *_Nullable (*multi_info_read)(CURLM *, int *);
  struct curl_slist *_Nullable (*slist_append)(struct curl_slist *_Nullable, const char *);
  void (*slist_free_all)(struct curl_slist *_Nullable);
} sva_curl;

/// Fills the table from an opened library. Returns the name of the first missing function, or NULL.
static inline const char *_Nullable sva_curl_fill(sva_curl *api, void *library) {
#define SVA_CURL_FIND(member, symbol) \
  if (!(*(void **)&api->member = dlsym(library, symbol))) return symbol
  SVA_CURL_FIND(global_init, "curl_global_init");
  SVA_CURL_FIND(version_info, "curl_version_info");
  SVA_CURL_FIND(easy_init, "curl_easy_init");
  SVA_CURL_FIND(easy_setopt, "curl_easy_setopt");
  SVA_CURL_FIND(easy_getinfo, "curl_easy_getinfo");
  SVA_CURL_FIND(easy_pause, "curl_easy_pause");
  SVA_CURL_FIND(easy_cleanup, "curl_easy_cleanup");
  SVA_CURL_FIND(easy_strerror, "curl_easy_strerror");
  SVA_CURL_FIND(multi_init, "curl_multi_init");
  SVA_CURL_FIND(multi_add_handle, "curl_multi_add_handle");
  SVA_CURL_FIND(multi_remove_handle, "curl_multi_remove_handle");
  SVA_CURL_FIND(multi_perform, "curl_multi_perform");
  SVA_CURL_FIND(multi_poll, "curl_multi_poll");
  SVA_CURL_FIND(multi_wakeup, "curl_multi_wakeup");
  SVA_CURL_FIND(multi_info_read, "curl_multi_info_read");
  SVA_CURL_FIND(slist_append, "curl_slist_append");
  SVA_CURL_FIND(slist_free_all, "curl_slist_free_all");
#undef SVA_CURL_FIND
  return NULL;
}

/// The folder of certificates that libcurl was built with, or NULL: none, a libcurl before 7.70, or a TLS library that
/// reads such a folder whole. OpenSSL and its relatives read one certificate, by its name.
static inline const char *_Nullable sva_curl_certificate_folder(const sva_curl *api) {
  const curl_version_info_data *info = api->version_info(CURLVERSION_NOW);
  if (!info || info->age < CURLVERSION_SEVENTH || !info->ssl_version) return NULL;
  const char *const readers[] = {"OpenSSL/", "LibreSSL/", "BoringSSL", "quictls/", "AWS-LC/"};
  for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
    if (!strncmp(info->ssl_version, readers[i], strlen(readers[i]))) return info->capath;
  return NULL;
}

typedef size_t (*sva_curl_data)(char *_Nonnull, size_t, size_t, void *_Nullable);
typedef int (*sva_curl_prereq)(void *_Nullable, char *_Nullable, char *_Nullable, int, int);

static inline CURLcode sva_curl_set_long(const sva_curl *api, CURL *easy, CURLoption option, long value) {
  return api->easy_setopt(easy, option, value);
}
static inline CURLcode sva_curl_set_size(const sva_curl *api, CURL *easy, CURLoption option, curl_off_t value) {
  return api->easy_setopt(easy, option, value);
}
static inline CURLcode sva_curl_set_text(
    const sva_curl *api, CURL *easy, CURLoption option, const char *_Nullable value) {
  return api->easy_setopt(easy, option, value);
}
static inline CURLcode sva_curl_set_pointer(
    const sva_curl *api, CURL *easy, CURLoption option, const void *_Nullable value) {
  return api->easy_setopt(easy, option, value);
}
static inline CURLcode sva_curl_set_callback(
    const sva_curl *api, CURL *easy, CURLoption option, sva_curl_data value) {
  return api->easy_setopt(easy, option, value);
}
/// Sets the function that is called before a request is written; a result other than 0 forbids it. Available since
/// libcurl 7.80 (CURLOPT_PREREQFUNCTION, CURLOPT_PREREQDATA). The options are given by number, because older headers do
/// not define them.
static inline CURLcode sva_curl_set_prereq(
    const sva_curl *api, CURL *easy, sva_curl_prereq value, const void *_Nullable context) {
  api->easy_setopt(easy, (CURLoption)(CURLOPTTYPE_OBJECTPOINT + 313), context);
  return api->easy_setopt(easy, (CURLoption)(CURLOPTTYPE_FUNCTIONPOINT + 312), value);
}
static inline curl_off_t sva_curl_get_size(const sva_curl *api, CURL *easy, CURLINFO info) {
  curl_off_t value = 0;
  api->easy_getinfo(easy, info, &value);
  return value;
}
static inline long sva_curl_get_long(const sva_curl *api, CURL *easy, CURLINFO info) {
  long value = 0;
  api->easy_getinfo(easy, info, &value);
  return value;
}

/// A socket that one transfer connects and another uses.
typedef struct sva_curl_socket {
  curl_socket_t number;
  /// Whether libcurl has taken it for a connection.
  bool taken;
} sva_curl_socket;

static inline curl_socket_t sva_curl_give_socket(void *context, curlsocktype purpose, struct curl_sockaddr *address) {
  sva_curl_socket *ready = context;
  (void)purpose;
  if (ready->taken) return socket(address->family, address->socktype, address->protocol);
  ready->taken = true;
  return ready->number;
}
static inline int sva_curl_socket_state(void *context, curl_socket_t number, curlsocktype purpose) {
  sva_curl_socket *ready = context;
  (void)purpose;
  if (!ready->taken || number != ready->number) return CURL_SOCKOPT_OK;
  // The number of a socket that was closed may be that of a later one.
  ready->number = CURL_SOCKET_BAD;
  return CURL_SOCKOPT_ALREADY_CONNECTED;
}
static inline int sva_curl_close_socket(void *context, curl_socket_t number) {
  const sva_curl_socket *kept = context;
  return kept->taken && number == kept->number ? 0 : close(number);
}
/// Makes a transfer use a connected socket for its first connection. `ready` must live as long as the transfer.
static inline void sva_curl_use_socket(const sva_curl *api, CURL *easy, sva_curl_socket *ready) {
  api->easy_setopt(easy, CURLOPT_OPENSOCKETDATA, ready);
  api->easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, sva_curl_give_socket);
  api->easy_setopt(easy, CURLOPT_SOCKOPTDATA, ready);
  api->easy_setopt(easy, CURLOPT_SOCKOPTFUNCTION, sva_curl_socket_state);
}
/// Makes a transfer keep a connected socket open, once `sva_curl_keep_socket` was called. `kept` must live as long as
/// libcurl.
static inline void sva_curl_prepare_socket(const sva_curl *api, CURL *easy, sva_curl_socket *kept) {
  api->easy_setopt(easy, CURLOPT_CLOSESOCKETDATA, kept);
  api->easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, sva_curl_close_socket);
}
/// Takes the socket of a transfer that only connected. False if it has none.
static inline bool sva_curl_keep_socket(const sva_curl *api, CURL *easy, sva_curl_socket *kept) {
  curl_socket_t number = CURL_SOCKET_BAD;
  if (api->easy_getinfo(easy, CURLINFO_ACTIVESOCKET, &number) != CURLE_OK || number == CURL_SOCKET_BAD) return false;
  kept->number = number;
  kept->taken = true;
  return true;
}

/// The result of a finished transfer. It is a union member, which Swift cannot read.
static inline CURLcode sva_curl_result(const CURLMsg *message) { return message->data.result; }

/// The result of a write callback that pauses the transfer until `easy_pause`.
static const size_t sva_curl_pause = CURL_WRITEFUNC_PAUSE;

/// Makes all threads use one heap. Otherwise glibc gives each thread its own, which grows by one page and one system
/// call at a time: opening libcurl and its TLS library needs over a hundred. Must be called before a second thread
/// allocates.
static inline void sva_share_one_heap(void) {
#if defined(__GLIBC__)
  mallopt(M_ARENA_MAX, 1);
#endif
}

#pragma clang assume_nonnull end
