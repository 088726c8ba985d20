const failure = process.env['CAPSTAN_TEST_BUILD_FAILURE'];
if (failure !== undefined) throw new Error(`the program could not be built: ${failure}`);
