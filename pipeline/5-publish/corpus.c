#include "publish.h"
sil_status sil_publish_corpus(sil_room_ctx *ctx, sil_err *err) { (void)ctx; return sil_fail(err, SIL_USAGE, "not yet"); }
