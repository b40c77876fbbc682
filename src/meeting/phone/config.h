/* The gateway's settings: phone.ini of an instance (docs/TELEPHONE.md says each key).
 *
 * The server reads the numbers of the same file (meeting/phone-settings.h); the trunk's password stands here alone.
 */
#pragma once

#include <glib.h>

#define TD_PHONE_ERROR (td_phone_error_quark ())
GQuark td_phone_error_quark (void);

typedef struct {
    char *socket; /* of the server */
    char *listen; /* "127.0.0.1:5060": SIP by UDP and TCP */
    char *media;  /* address of the sockets for callers' sound */
    char *told;   /* address that callers are told, where another one leads here; else the same */
    char *room;   /* address of the sockets for the rooms' sound */
    int first_port, last_port;
    int calls;     /* at once */
    char **accept; /* addresses that may call; NULL: any */
    char *trunk;   /* "sip:trunk.example.org", or NULL: nobody can be called */
    char *from;    /* our own address there */
    char *user, *password;
    gboolean enrol; /* REGISTER there, so that calls come in */
} PhoneConfig;

/* TD_ERROR_INPUT says which key is wrong. A file that names no socket means run/phone.sock beside it. */
PhoneConfig *phone_config_read (const char *path, GError **error);
void phone_config_free (PhoneConfig *config);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PhoneConfig, phone_config_free)
