/* Calls every function of keyfocus.h, rightly and wrongly. Exit 0 = all as documented. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "keyfocus.h"

#define CHECK(condition)                                                    \
	do {                                                                \
		if (!(condition)) {                                         \
			fprintf(stderr, "line %d: %s\n", __LINE__, #condition); \
			return 1;                                           \
		}                                                           \
	} while (0)

/* An RFC 3830 Error message: HDR, T, ERR (the third `codec` vector has no more than HDR and T). */
static const unsigned char message[] = {
	0x01, 0x03, 0x05, 0x00, 0x00, 0x00, 0x00, 0x03, 0x00, 0x01,
	0x00, 0x00, 0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07,
};

int main(void)
{
	char version[32];
	char small[8];
	char *text;
	size_t needed = 0, again = 0;

	sprintf(version, "%d.%d.%d", KF_VERSION_MAJOR, KF_VERSION_MINOR, KF_VERSION_PATCH);
	CHECK(strcmp(version, KF_VERSION) == 0);
	CHECK(strcmp(version, kf_version()) == 0);

	CHECK(strcmp(kf_strerror(KF_OK), "ok") == 0);
	CHECK(strcmp(kf_strerror(-1), "unknown result code") == 0);

	CHECK(kf_decode(message, sizeof message, KF_TEXT, NULL, 0, &needed) == KF_ERR_BUFFER_TOO_SHORT);
	CHECK(needed > sizeof small);
	memset(small, 'x', sizeof small);
	CHECK(kf_decode(message, sizeof message, KF_TEXT, small, sizeof small, &again) == KF_ERR_BUFFER_TOO_SHORT);
	CHECK(again == needed && small[0] == 'x');
	text = malloc(needed);
	CHECK(text != NULL);
	CHECK(kf_decode(message, sizeof message, KF_TEXT, text, needed, &again) == KF_OK);
	CHECK(strlen(text) + 1 == needed);
	free(text);
	CHECK(kf_decode(message, sizeof message, KF_JSON, NULL, 0, &needed) == KF_ERR_BUFFER_TOO_SHORT);
	text = malloc(needed);
	CHECK(text != NULL);
	CHECK(kf_decode(message, sizeof message, KF_JSON, text, needed, &again) == KF_OK);
	CHECK(text[0] == '{');
	free(text);

	needed = 7;
	CHECK(kf_decode(message, sizeof message - 1, KF_TEXT, NULL, 0, &needed) == KF_ERR_MALFORMED);
	CHECK(kf_decode(NULL, 0, KF_TEXT, NULL, 0, &needed) == KF_ERR_MALFORMED);
	CHECK(kf_decode(NULL, 5, KF_TEXT, NULL, 0, &needed) == KF_ERR_NULL);
	CHECK(kf_decode(message, sizeof message, KF_TEXT, NULL, 5, &needed) == KF_ERR_NULL);
	CHECK(kf_decode(message, sizeof message, KF_TEXT, NULL, 0, NULL) == KF_ERR_NULL);
	CHECK(kf_decode(message, sizeof message, 9, NULL, 0, &needed) == KF_ERR_RANGE);
	CHECK(needed == 7);
	return 0;
}
