/* libpq, loaded when the first store on PostgreSQL is opened.
 *
 * With it come TLS, Kerberos and LDAP: a dozen and a half libraries that took each command 4 ms of its start, and an instance
 * on SQLite, the usual one, never calls. The functions keep their names: include this instead of libpq-fe.h, and to use
 * another function add it to the list.
 */
#pragma once

#include <glib.h>
#include <libpq-fe.h>

#define TD_LIBPQ_FUNCTIONS(X)                                                                                          \
    X (PQclear)                                                                                                        \
    X (PQcmdStatus)                                                                                                    \
    X (PQcmdTuples)                                                                                                    \
    X (PQconnectPoll)                                                                                                  \
    X (PQconnectStartParams)                                                                                           \
    X (PQconnectdbParams)                                                                                              \
    X (PQconsumeInput)                                                                                                 \
    X (PQdescribePrepared)                                                                                             \
    X (PQexec)                                                                                                         \
    X (PQexecPrepared)                                                                                                 \
    X (PQfinish)                                                                                                       \
    X (PQflush)                                                                                                        \
    X (PQfreemem)                                                                                                      \
    X (PQftype)                                                                                                        \
    X (PQgetResult)                                                                                                    \
    X (PQgetisnull)                                                                                                    \
    X (PQgetvalue)                                                                                                     \
    X (PQisBusy)                                                                                                       \
    X (PQnfields)                                                                                                      \
    X (PQnotifies)                                                                                                     \
    X (PQnparams)                                                                                                      \
    X (PQntuples)                                                                                                      \
    X (PQparameterStatus)                                                                                              \
    X (PQprepare)                                                                                                      \
    X (PQresultErrorField)                                                                                             \
    X (PQresultStatus)                                                                                                 \
    X (PQsendQuery)                                                                                                    \
    X (PQserverVersion)                                                                                                \
    X (PQsetNoticeReceiver)                                                                                            \
    X (PQsetnonblocking)                                                                                               \
    X (PQstatus)                                                                                                       \
    X (PQtransactionStatus)

#define TD_LIBPQ_MEMBER(name) __typeof__ (name) *name;
typedef struct {
    TD_LIBPQ_FUNCTIONS (TD_LIBPQ_MEMBER)
} TdLibpq;
extern TdLibpq td_libpq; /* filled by td_libpq_load */

/* Once, before any other function of libpq; any thread. FALSE: this machine has no libpq. */
gboolean td_libpq_load (void);

#ifndef TD_LIBPQ_PLAIN /* libpq.c alone */
#define PQclear              (td_libpq.PQclear)
#define PQcmdStatus          (td_libpq.PQcmdStatus)
#define PQcmdTuples          (td_libpq.PQcmdTuples)
#define PQconnectPoll        (td_libpq.PQconnectPoll)
#define PQconnectStartParams (td_libpq.PQconnectStartParams)
#define PQconnectdbParams    (td_libpq.PQconnectdbParams)
#define PQconsumeInput       (td_libpq.PQconsumeInput)
#define PQdescribePrepared   (td_libpq.PQdescribePrepared)
#define PQexec               (td_libpq.PQexec)
#define PQexecPrepared       (td_libpq.PQexecPrepared)
#define PQfinish             (td_libpq.PQfinish)
#define PQflush              (td_libpq.PQflush)
#define PQfreemem            (td_libpq.PQfreemem)
#define PQftype              (td_libpq.PQftype)
#define PQgetResult          (td_libpq.PQgetResult)
#define PQgetisnull          (td_libpq.PQgetisnull)
#define PQgetvalue           (td_libpq.PQgetvalue)
#define PQisBusy             (td_libpq.PQisBusy)
#define PQnfields            (td_libpq.PQnfields)
#define PQnotifies           (td_libpq.PQnotifies)
#define PQnparams            (td_libpq.PQnparams)
#define PQntuples            (td_libpq.PQntuples)
#define PQparameterStatus    (td_libpq.PQparameterStatus)
#define PQprepare            (td_libpq.PQprepare)
#define PQresultErrorField   (td_libpq.PQresultErrorField)
#define PQresultStatus       (td_libpq.PQresultStatus)
#define PQsendQuery          (td_libpq.PQsendQuery)
#define PQserverVersion      (td_libpq.PQserverVersion)
#define PQsetNoticeReceiver  (td_libpq.PQsetNoticeReceiver)
#define PQsetnonblocking     (td_libpq.PQsetnonblocking)
#define PQstatus             (td_libpq.PQstatus)
#define PQtransactionStatus  (td_libpq.PQtransactionStatus)
#endif
